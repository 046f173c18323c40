// Package themes holds the built-in theme: templates, one style sheet, one
// script, icons, and its words in strings/, one file for each language. Whoever
// uses it is package theme; this one only carries the bytes.
package themes

import "embed"

// FS holds the folder default.
//
//go:embed default
var FS embed.FS
