// Package themes holds the built-in theme: templates, one style sheet, scripts,
// icons, and its words in strings/, one file for each language. Whoever uses it
// is package theme; this one only carries the bytes. The folder bundle holds
// ECharts where `make echarts` has built it, else a note that it is not there.
package themes

import "embed"

// FS holds the folders default and bundle.
//
//go:embed default bundle
var FS embed.FS
