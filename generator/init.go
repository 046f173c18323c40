package generator

import (
	"cmp"
	"context"

	"candor/generator/internal/audience"
	"candor/generator/internal/skeleton"
)

// NewSite is what a new site begins with.
type NewSite struct {
	Title        string // "" is "ORGANIZATION security", or the example's
	Organization string
	Force        bool // files that are there are overwritten
}

// Init writes a new site into c.Dir: one example of each thing, its dates
// fitting the day at hand, with schemas for editors and workflows. It returns
// the files, relative to the site. All of them are written, or none; an
// *ExistsError names files that are there already.
func Init(ctx context.Context, c Config, in NewSite) ([]string, error) {
	if in.Title == "" && in.Organization != "" {
		in.Title = in.Organization + " security"
	}
	files, err := skeleton.Site(day(cmp.Or(c.AsOf, c.Fallback, c.today())), in.Title, in.Organization)
	if err != nil {
		return nil, err
	}
	schemas, err := schemasFor(audience.Default())
	if err != nil {
		return nil, err
	}
	for _, s := range schemas {
		files = append(files, skeleton.File{Path: s.Path(), Data: s.JSON})
	}
	if err := placeAll(ctx, orHere(c.Dir), files, in.Force); err != nil {
		return nil, err
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Path)
	}
	return names, nil
}
