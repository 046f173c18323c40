package generator

import (
	"fmt"
	"path"
	"strings"

	"candor/generator/internal/asset"
	"candor/generator/internal/source"
)

// logo is the file of the organisation's logo, "" without one.
func (s *Site) logo() string {
	if b := s.editions[0].program.Site.Brand; b != nil {
		return b.Logo
	}
	return ""
}

// checkLogo reports a logo that cannot be published.
func (s *Site) checkLogo() {
	file := s.logo()
	if file == "" {
		return
	}
	at := s.root.Get("brand").Get("logo").At(source.ConfigFile)
	if !s.src.Regular(file) {
		s.common.Errorf(at, "asset/missing", "write its path from the site's folder: logo.svg", "there is no such file in the site")
		return
	}
	data, err := s.src.Read(file)
	if err == nil {
		_, err = asset.Strip(data)
	}
	if err == nil {
		var t asset.Type
		if t, err = asset.Check(file, data); err == nil && !strings.HasPrefix(t.MIME, "image/") {
			err = fmt.Errorf("is %s, not an image", t.Name)
		}
	}
	if strings.EqualFold(path.Ext(file), ".svg") {
		s.rules.CheckFile(file, data, &s.common)
	}
	if err != nil {
		s.common.Errorf(at, "asset/type", "use an SVG drawing or a PNG image", "this file %s", err)
	}
}

// logoAddress is where an edition has its logo.
func logoAddress(file string) string {
	if file == "" {
		return ""
	}
	return assetFolder + "logo" + strings.ToLower(path.Ext(file))
}

// brandStyle gives the theme's style sheet the organisation's colour.
func (s *Site) brandStyle() []byte {
	b := s.editions[0].program.Site.Brand
	if b == nil || b.Color == "" {
		return nil
	}
	return fmt.Appendf(nil, "\n:root { --brand: %s }\n@media screen and (prefers-color-scheme: dark) { :root { --brand: %s } }\n", b.Color, b.OnDark())
}
