package program

import (
	"math"
	"strings"
)

// CVSS is how severe a finding is by the Common Vulnerability Scoring System.
type CVSS struct {
	Vector string   // "" where only a score is known
	Score  *float64 // base score; nil for versions whose formula we do not compute
}

// IsZero reports whether nothing was said.
func (c CVSS) IsZero() bool { return c.Vector == "" && c.Score == nil }

// base3 are the base metrics of version 3 with their values and weights (FIRST,
// CVSS v3.1 specification, section 7.4). Privileges weigh more in a changed scope.
var base3 = []struct {
	name    string
	weights map[string]float64
}{
	{"AV", map[string]float64{"N": .85, "A": .62, "L": .55, "P": .2}},
	{"AC", map[string]float64{"L": .77, "H": .44}},
	{"PR", map[string]float64{"N": .85, "L": .62, "H": .27}},
	{"UI", map[string]float64{"N": .85, "R": .62}},
	{"S", map[string]float64{"U": 0, "C": 1}},
	{"C", map[string]float64{"H": .56, "L": .22, "N": 0}},
	{"I", map[string]float64{"H": .56, "L": .22, "N": 0}},
	{"A", map[string]float64{"H": .56, "L": .22, "N": 0}},
}

// base4 are the base metrics of version 4 with their values.
var base4 = map[string]string{"AV": "NALP", "AC": "LH", "AT": "NP", "PR": "NLH", "UI": "NPA", "VC": "HLN", "VI": "HLN", "VA": "HLN", "SC": "HLN", "SI": "HLN", "SA": "HLN"}

// ParseCVSS reads a vector of version 3.0, 3.1 or 4.0, and computes the base score
// of those of version 3. ok is false where a base metric is missing, unknown or
// written twice.
func ParseCVSS(vector string) (c CVSS, ok bool) {
	version, rest, _ := strings.Cut(vector, "/")
	said := map[string]string{}
	for _, part := range strings.Split(rest, "/") {
		name, value, found := strings.Cut(part, ":")
		if !found || value == "" || strings.ToUpper(part) != part || said[name] != "" {
			return CVSS{}, false
		}
		said[name] = value
	}
	c.Vector = vector
	switch version {
	case "CVSS:3.0", "CVSS:3.1":
		score, ok := score3(said)
		c.Score = &score
		return c, ok
	case "CVSS:4.0":
		for name, values := range base4 {
			if len(said[name]) != 1 || !strings.Contains(values, said[name]) {
				return CVSS{}, false
			}
		}
		return c, true
	}
	return CVSS{}, false
}

// score3 is the base score of version 3 (FIRST, CVSS v3.1 specification, section 7.1).
func score3(said map[string]string) (score float64, ok bool) {
	w := map[string]float64{}
	for _, m := range base3 {
		if w[m.name], ok = m.weights[said[m.name]]; !ok {
			return 0, false
		}
	}
	changed := w["S"] == 1
	if changed {
		w["PR"] = map[string]float64{"N": .85, "L": .68, "H": .5}[said["PR"]]
	}
	iss := 1 - float64(float64((1-w["C"])*(1-w["I"]))*(1-w["A"]))
	impact, most := float64(6.42*iss), 1.0
	if changed {
		impact, most = float64(7.52*(iss-.029))-float64(3.25*math.Pow(iss-.02, 15)), 1.08
	}
	if impact <= 0 {
		return 0, true
	}
	ease := float64(8.22 * float64(w["AV"]*w["AC"]) * float64(w["PR"]*w["UI"]))
	return upward(min(float64(most*(impact+ease)), 10)), true
}

// upward rounds up to one decimal as the specification's appendix A does, which
// looks at five decimals only.
func upward(x float64) float64 {
	whole := int(math.Round(x * 100000))
	if whole%10000 == 0 {
		return float64(whole) / 100000
	}
	return (math.Floor(float64(whole)/10000) + 1) / 10
}
