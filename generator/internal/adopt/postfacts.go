package adopt

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/document"
	"candor/generator/internal/moment"
)

// Promise is an action of a post. Days are zero where none is known.
type Promise struct {
	Title, Text, Owner, Status, Ticket string
	Due, Done                          time.Time
}

// factLine is a line of a table, a list or a paragraph that names a fact: "| Start
// time | … |", "- First detected 2021-05-10 12:15", "**Impact:** …".
var factLine = regexp.MustCompile(`(?m)^[ \t>*+|_-]*([A-Za-z][A-Za-z /-]{1,30}?)[ \t*_]*(?:[:|]|\s(?:at\s)?[ \t*_]*(\d))[ \t*_|]*(.*?)[ \t|*_]*$`)

// phrases are the words before times in the text, beside the keys of front matter.
var phrases = map[string]string{
	"start_of_incident": "began", "incident_began": "began", "impact_start": "began", "issue_started": "began", "incident_started": "began", "beginning": "began",
	"first_detected": "detected", "incident_detected": "detected", "detection": "detected", "time_detected": "detected", "discovered": "detected", "reported": "detected", "reported_at": "detected",
	"incident_declared": "responded", "declared": "responded", "response_started": "responded", "first_response": "responded",
	"repaired": "mitigated", "contained": "mitigated", "incident_mitigated": "mitigated", "time_mitigated": "mitigated", "stopped": "mitigated",
	"identified": "identified", "root_cause_identified": "identified", "cause_identified": "identified",
	"incident_resolved": "resolved", "time_resolved": "resolved", "impact_end": "resolved", "incident_ended": "resolved", "end_of_incident": "resolved", "recovered": "resolved",
	"disclosed": "disclosed", "disclosed_at": "disclosed", "notified": "disclosed", "users_informed": "disclosed",
}

// facts takes what tables and lists of the text say of times, impact and status,
// where front matter did not. The text stays as it is.
func (p *Post) facts() {
	zone := time.UTC
	for _, m := range factLine.FindAllStringSubmatch(p.Body, -1) {
		name, value := folded(strings.TrimSpace(m[1])), m[2]+m[3]
		key := cmp.Or(phrases[name], synonyms[name])
		switch key {
		case "began", "detected", "responded", "identified", "mitigated", "resolved", "introduced", "disclosed":
			p.writtenTime(key, value, zone)
		case "status":
			if s := statuses[strings.ToLower(firstWord.FindString(value))]; p.status == "" && s != "" {
				p.status = s
			}
		}
		if name == "impact" && p.impact == "" && m[2] == "" && value != "" {
			p.impact = plainText(value)
		}
	}
}

var firstWord = regexp.MustCompile(`^[\p{L}-]+`)

// writtenTime takes a time of the text, if it names its day.
func (p *Post) writtenTime(key, text string, zone *time.Location) {
	if slices.ContainsFunc(p.times, func(m pair) bool { return m.key == key }) {
		return
	}
	w, n := moment.Read(text)
	if n == 0 || n < len(text) || !w.Dated() || w.Year == 0 || w.Wrong != nil {
		return
	}
	at, _, problem := (&moment.Thread{Zone: zone}).At(w)
	if problem != nil {
		return
	}
	value := at.Time.Format(time.DateOnly)
	if !at.Bare {
		value = at.Time.Format(time.RFC3339)
		if w.Zone == "" {
			p.decide(key, "the time has no offset; it was taken as UTC")
		}
	}
	p.times = append(p.times, pair{key, value})
	p.guess(key, "it stands in the text")
}

var (
	actionsHeading = regexp.MustCompile(`(?im)^(#{1,6}) +(?:action items?|actions?|follow[- ]?ups?(?: actions?| items?)?|next steps|corrective actions?|remediation(?: items?| actions?)?|to-?dos?)\b[^\n]*\n`)
	anyHeading     = regexp.MustCompile(`(?m)^(#{1,6}) `)
	listItem       = regexp.MustCompile(`^(?:[-*+]|\d+[.)]) +(?:\[([ xX])\] +)?(.+)$`)
	linkIn         = regexp.MustCompile(`\[([^\]]*)\]\((https?://[^)\s]+)\)|<?(https?://[^\s>)]+)>?`)
)

// promises takes the actions of a section that holds a list or a table of them, and
// nothing else: they become entries, and the section's heading their place.
func (p *Post) promises() {
	at := actionsHeading.FindStringSubmatchIndex(p.Body)
	if at == nil {
		return
	}
	rank := at[3] - at[2]
	end := len(p.Body)
	for _, m := range anyHeading.FindAllStringSubmatchIndex(p.Body[at[1]:], -1) {
		if m[3]-m[2] <= rank {
			end = at[1] + m[0]
			break
		}
	}
	found := listed(p.Body[at[1]:end])
	if len(found) == 0 {
		return
	}
	p.actions = append(p.actions, found...)
	p.Body = p.Body[:at[0]] + strings.Repeat("#", rank) + " Actions\n\n" + p.Body[end:]
	p.decide("", "the entries of the list of actions became [actions]: are they what was promised?")
}

// listed reads a list, or a table, of actions; nil where there is anything else.
func listed(section string) []Promise {
	var out []Promise
	lines := strings.Split(strings.Trim(section, "\n"), "\n")
	if strings.HasPrefix(strings.TrimSpace(lines[0]), "|") {
		return tabled(lines)
	}
	for _, line := range lines {
		m := listItem.FindStringSubmatch(line)
		switch {
		case strings.TrimSpace(line) == "":
		case m != nil:
			a := promise(m[2])
			if m[1] == "x" || m[1] == "X" {
				a.Status = "done"
			}
			out = append(out, a)
		case len(out) > 0 && strings.HasPrefix(line, " "):
			last := &out[len(out)-1]
			last.Text = strings.TrimSpace(last.Text + " " + plainText(strings.TrimLeft(line, " -*+")))
		default:
			return nil
		}
	}
	return out
}

// promise reads one action: its words, and the address of its ticket.
func promise(text string) Promise {
	var a Promise
	if m := linkIn.FindStringSubmatch(text); m != nil {
		a.Ticket = cmp.Or(m[2], m[3])
	}
	text = linkIn.ReplaceAllString(text, "$1")
	a.Title = strings.TrimRight(strings.TrimSpace(plainText(text)), ".: ")
	if a.Title == "" {
		a.Title = a.Ticket
	}
	return a
}

// columnsOf are the names of the columns of a table of actions.
var columnsOf = map[string]string{
	"action": "title", "action item": "title", "item": "title", "task": "title", "what": "title", "title": "title", "description": "title", "todo": "title", "follow-up": "title",
	"owner": "owner", "who": "owner", "assignee": "owner", "team": "owner", "responsible": "owner",
	"due": "due", "due date": "due", "deadline": "due", "by": "due", "when": "due", "eta": "due",
	"status": "status", "state": "status", "bug": "ticket", "ticket": "ticket", "issue": "ticket", "link": "ticket", "tracking": "ticket", "done": "done", "completed": "done", "closed": "done",
}

// actionStates are the words of other programs for how far an action is.
var actionStates = wordsOf(map[string]string{"done": "done complete completed closed fixed resolved finished merged ✅", "doing": "doing in-progress started wip ongoing", "proposed": "proposed idea open todo new backlog", "agreed": "agreed accepted planned", "dropped": "dropped wontfix cancelled canceled rejected declined"})

func tabled(lines []string) []Promise {
	var header []string
	var out []Promise
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if !strings.HasPrefix(line, "|") {
			return nil
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		switch i {
		case 0:
			for _, c := range cells {
				header = append(header, columnsOf[strings.ToLower(plainText(c))])
			}
			if !slices.Contains(header, "title") {
				return nil
			}
			continue
		case 1:
			continue // the line below the header
		}
		var a Promise
		for j, c := range cells[:min(len(cells), len(header))] {
			a.cell(header[j], c)
		}
		if a.Title != "" {
			out = append(out, a)
		}
	}
	return out
}

// cell takes one value of an action.
func (a *Promise) cell(key, text string) {
	switch key {
	case "title":
		p := promise(text)
		a.Title, a.Ticket = p.Title, cmp.Or(a.Ticket, p.Ticket)
	case "owner":
		a.Owner = plainText(text)
	case "due":
		a.Due, _ = wordDate(text)
	case "done":
		if a.Done, _ = wordDate(text); !a.Done.IsZero() {
			a.Status = "done"
		}
	case "status":
		a.Status = actionStates[strings.ReplaceAll(strings.ToLower(plainText(text)), " ", "-")]
	case "ticket":
		a.Ticket = cmp.Or(promise(text).Ticket, a.Ticket)
	}
}

// toml writes the action as an entry of [actions].
func (a Promise) toml(key string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n[actions.%s]\ntitle = %s\n", key, document.Line(a.Title))
	for _, m := range []pair{{"text", a.Text}, {"owner", a.Owner}, {"status", a.Status}, {"ticket", a.Ticket}} {
		if m.value != "" && !(m.key == "status" && !a.Done.IsZero()) {
			fmt.Fprintf(&b, "%s = %s\n", m.key, document.Line(m.value))
		}
	}
	for _, m := range []struct {
		key string
		day time.Time
	}{{"due", a.Due}, {"done", a.Done}} {
		if !m.day.IsZero() {
			fmt.Fprintf(&b, "%s = %s\n", m.key, m.day.Format(time.DateOnly))
		}
	}
	return b.String()
}

// keys gives each action a key of its own, made of its first words.
func keys(actions []Promise) []string {
	var out []string
	for _, a := range actions {
		words := strings.Split(idOf(a.Title), "-")
		base := cmp.Or(strings.Join(words[:min(len(words), 5)], "-"), "action")
		if len(words) == 1 && base != "action" {
			base = "action-" + base // one word may be an audience, which no entry is named after
		}
		key := base
		for n := 2; slices.Contains(out, key); n++ {
			key = fmt.Sprintf("%s-%d", base, n)
		}
		out = append(out, key)
	}
	return out
}
