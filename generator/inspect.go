package generator

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"time"

	"candor/generator/internal/site"
	"candor/generator/internal/source"
)

// Folder is where an edition is written.
type Folder struct {
	Audience string
	Path     string // as configured, relative to the site, with slashes
	Widest   bool   // all others hold what is hidden from somebody
}

// Folders lists the editions that have a folder, the widest first.
func (s *Site) Folders() []Folder {
	var out []Folder
	for l := len(s.editions) - 1; l >= 0; l-- {
		if e := s.editions[l]; e.output != "" {
			out = append(out, Folder{e.name, e.output, e.level == s.rules.Order.Widest()})
		}
	}
	return out
}

// Hides reports whether the source holds anything that somebody may not see.
func (s *Site) Hides() bool { return len(s.ledger) > 0 }

// StatedDay is the as_of of candor.toml, or zero.
func (s *Site) StatedDay() time.Time {
	if n := s.root.Get("as_of"); n != nil {
		return n.Time
	}
	return time.Time{}
}

// EditionOf names the audience whose edition a folder holds; "" for a folder
// that candor did not write, or that is not there.
func EditionOf(folder string) string {
	data, err := os.ReadFile(filepath.Join(folder, site.Marker))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}

// OutdatedSchemas lists the schemas of a site's editors that are not those of
// this candor and this candor.toml; none when the site keeps no schemas and
// its candor.toml names none.
func OutdatedSchemas(c Config) ([]string, error) {
	_, err := os.Stat(filepath.Join(orHere(c.Dir), filepath.FromSlash(SchemaFolder)))
	config, _ := os.ReadFile(filepath.Join(orHere(c.Dir), source.ConfigFile)) // without one, nothing names schemas
	if err != nil && !bytes.Contains(config, []byte(SchemaFolder)) {
		return nil, nil
	}
	schemas, err := Schemas(c)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, s := range schemas {
		data, err := os.ReadFile(filepath.Join(orHere(c.Dir), filepath.FromSlash(s.Path())))
		if err != nil || !bytes.Equal(data, s.JSON) {
			names = append(names, s.Path())
		}
	}
	return names, nil
}
