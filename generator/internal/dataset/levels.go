package dataset

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"time"

	"candor/generator/internal/maturity"
)

// LevelsCSV is the level of each domain at the end of each quarter, and on the
// report's day, with the version of the model that was in use then.
func LevelsCSV(r *maturity.Report) ([]byte, error) {
	rows := [][]string{{"date", "domain", "level", "model"}}
	days := r.History
	if now := r.Now(); len(days) == 0 || days[len(days)-1].Date != now.Date {
		days = append(slices.Clone(days), now)
	}
	for _, h := range days {
		on, err := time.Parse(time.DateOnly, h.Date)
		if err != nil {
			return nil, err
		}
		for _, d := range r.Domains {
			if level, ok := h.Domains[d.ID]; ok {
				rows = append(rows, []string{h.Date, d.ID, strconv.Itoa(level), guard(r.VersionOn(on))})
			}
		}
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
