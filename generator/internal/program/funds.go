package program

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Payment is a sum of money that a page states.
type Payment struct {
	Page     *Page
	At       time.Time // a day
	What     string    // lost, recovered, at-risk, bounty
	Sum      Amount
	Currency string // in capitals; that of the programme where the page names none
}

// Payments lists the sums of the pages that count. Those without a currency are in
// that of the configuration.
func (p *Program) Payments() []Payment {
	var out []Payment
	for _, page := range p.Pages {
		if !page.Counts() {
			continue
		}
		add := func(what string, sum *Amount, currency string, at time.Time) {
			if sum != nil {
				if at.IsZero() {
					at = page.DateAt.Day()
				}
				out = append(out, Payment{page, at, what, *sum, strings.ToUpper(cmp.Or(currency, p.Site.Currency))})
			}
		}
		if page.Impact != nil && page.Impact.Funds != nil && page.Kind == Incident {
			f := page.Impact.Funds
			add("lost", f.Lost, f.Currency, time.Time{})
			add("recovered", f.Recovered, f.Currency, time.Time{})
			add("at-risk", f.AtRisk, f.Currency, time.Time{})
		}
		if d := page.Detection; d != nil && d.Bounty != nil {
			add("bounty", &d.Bounty.Paid, d.Bounty.Currency, d.Bounty.Date)
		}
		for i := range page.Findings {
			if b := page.Findings[i].Bounty; b != nil {
				add("bounty", &b.Paid, b.Currency, b.Date)
			}
		}
	}
	return out
}

// Currency is that of sums: the configured one, else the only one that pages use; ""
// where there is none or several.
func (p *Program) Currency() string {
	if c := p.Site.Currency; c != "" {
		return strings.ToUpper(c)
	}
	var used []string
	for _, pay := range p.Payments() {
		if pay.Currency != "" && !slices.Contains(used, pay.Currency) {
			used = append(used, pay.Currency)
		}
	}
	if len(used) != 1 {
		return ""
	}
	return used[0]
}
