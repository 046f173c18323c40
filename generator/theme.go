package generator

import (
	"errors"
	"io/fs"

	"candor/generator/internal/theme"
)

// ThemeFiles lists the files of the built-in theme, each of which a site may
// replace in themes/NAME.
func ThemeFiles() []string { return theme.Names() }

// ThemeFile is the text of a built-in file.
func ThemeFile(name string) ([]byte, error) {
	data, err := theme.Show(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage("the built-in theme has no file "+name, DidYouMean(name, theme.Names()))
	}
	return data, err
}

// Explorable reports whether this program has what charts = "interactive" takes.
func Explorable() bool {
	script, _ := theme.ECharts()
	return script != nil
}
