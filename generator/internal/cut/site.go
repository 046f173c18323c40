package cut

import (
	"fmt"
	"strings"

	"candor/generator/internal/audience"
	"candor/generator/internal/document"
)

// Site is what one audience may see of a site's configuration and of its files
// that are neither pages nor data. Only [Rules.Site] makes one: whatever an edition
// publishes is read through it, so that a file cannot be published that did not go
// through the cut.
type Site struct {
	viewer   audience.Level
	config   *Staged
	attached map[string]*Attached
	read     func(file string) ([]byte, error)
}

// Site returns what an audience may see of a site. read returns the bytes of a
// file of the source.
func (r *Rules) Site(config *document.Node, viewer audience.Level, read func(file string) ([]byte, error)) *Site {
	return &Site{viewer: viewer, config: r.Config(config, viewer), attached: map[string]*Attached{}, read: read}
}

// Config is candor.toml as the audience may see it.
func (s *Site) Config() *Staged { return s.config }

// Attach says how a text file beside a page is cut.
func (s *Site) Attach(a *Attached) { s.attached[a.File] = a }

// File returns a file beside a page, a logo or a file of the theme as the audience
// may see it: a sheet with a column of audiences is cut, all else is for whoever
// sees the page. Pages and data are no such files.
func (s *Site) File(file string) ([]byte, error) {
	if a := s.attached[file]; a != nil {
		return a.For(s.viewer), nil
	}
	if strings.HasSuffix(file, ".md") || strings.HasSuffix(file, ".toml") && !strings.HasPrefix(file, "content/") && !strings.HasPrefix(file, "themes/") {
		return nil, fmt.Errorf("read %s: pages and data are read as they were cut", file)
	}
	return s.read(file)
}
