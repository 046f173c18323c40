package dataset

import (
	"bytes"
	"encoding/csv"
	"strconv"

	"candor/generator/internal/maturity"
)

// LevelsCSV is the level of each domain at the end of each quarter, and on the
// report's day (2026-09-30).
func LevelsCSV(r *maturity.Report, day string) ([]byte, error) {
	rows := [][]string{{"date", "domain", "level"}}
	last := ""
	for _, h := range r.History {
		for _, d := range r.Domains {
			if level, ok := h.Domains[d.ID]; ok {
				rows = append(rows, []string{h.Date, d.ID, strconv.Itoa(level)})
			}
		}
		last = h.Date
	}
	if last != day {
		for _, d := range r.Domains {
			rows = append(rows, []string{day, d.ID, strconv.Itoa(d.Level)})
		}
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
