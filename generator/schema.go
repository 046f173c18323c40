package generator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"candor/generator/internal/audience"
	"candor/generator/internal/cut"
	"candor/generator/internal/intake"
	"candor/generator/internal/source"
)

// SchemaFolder is where a site keeps the schemas for its editors.
const SchemaFolder = ".candor/schemas"

// Schema is a JSON schema (draft 7) of one form of a site's files.
type Schema struct {
	Name  string // incident, config …
	Files string // which files it describes, as a pattern below the site
	Front bool   // of the front matter of pages
	JSON  []byte
}

// Path is where a site keeps the schema.
func (s Schema) Path() string { return path.Join(SchemaFolder, s.Name+".json") }

// Schemas lists the schemas of a site's files. They are made from the same
// declarations as the strict reading, with the audiences of the site, if
// there is one.
func Schemas(c Config) ([]Schema, error) { return schemasFor(audiencesOf(c)) }

func schemasFor(order audience.Order) ([]Schema, error) {
	var out []Schema
	for _, s := range intake.Schemas(intake.Outside{Audiences: order.Names(), Embargo: cut.EmbargoKeys, Sheet: cut.SheetKeys}) {
		data, err := json.Marshal(s.Root)
		if err != nil {
			return nil, fmt.Errorf("write the schema of %s: %w", s.Name, err)
		}
		var b bytes.Buffer
		if err := json.Indent(&b, data, "", " "); err != nil {
			return nil, fmt.Errorf("write the schema of %s: %w", s.Name, err)
		}
		b.WriteByte('\n')
		out = append(out, Schema{Name: s.Name, Files: s.Files, Front: s.Front, JSON: b.Bytes()})
	}
	return out, nil
}

// SchemaNames lists the names of all schemas.
func SchemaNames() []string {
	var names []string
	for _, s := range intake.Schemas(intake.Outside{}) {
		names = append(names, s.Name)
	}
	return names
}

// audiencesOf are the audiences of the site, or what a new site has: a site's
// problems are the business of check.
func audiencesOf(c Config) audience.Order {
	rules, err := rulesOf(c)
	if err != nil {
		return audience.Default()
	}
	return rules.Order
}

// rulesOf reads what candor.toml says of audiences and of the report's day. The
// error is a *ConfigError.
func rulesOf(c Config) (*cut.Rules, error) {
	data, err := os.ReadFile(filepath.Join(orHere(c.Dir), source.ConfigFile))
	if err != nil {
		return nil, noSite()
	}
	var ps Problems
	root := cut.ParseTOML(source.ConfigFile, data, &ps)
	if root == nil {
		return nil, &ConfigError{ps}
	}
	rules := cut.NewRules(root, intake.FrontMatterKeys(), &ps)
	if ps.Errors() > 0 {
		return nil, &ConfigError{ps.Sorted()}
	}
	return rules, nil
}

// WriteSchemas writes the schemas of a site where its editors look for them.
func WriteSchemas(c Config) error {
	schemas, err := Schemas(c)
	if err != nil {
		return err
	}
	for _, s := range schemas {
		if err := writeNew(filepath.Join(orHere(c.Dir), filepath.FromSlash(s.Path())), s.JSON); err != nil {
			return err
		}
	}
	return nil
}
