package adopt

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"candor/generator/internal/document"
	"candor/generator/internal/source"
)

// Incidents makes preliminary post-mortems of an export. day is when it is
// imported, for one that tells no date.
func Incidents(ctx context.Context, r *Recipe, file string, data []byte, day time.Time, ps *source.Problems) []*Post {
	var out []*Post
	for _, rec := range r.read(ctx, file, data, ps) {
		out = append(out, rec.post(ctx, file, day))
	}
	return out
}

func (r record) post(ctx context.Context, file string, today time.Time) *Post {
	p := &Post{From: fmt.Sprintf("%s#%d", file, r.number)}
	p.Title = strings.Join(strings.Fields(r.text(ctx, "title")), " ")
	p.summary = r.text(ctx, "summary")
	p.impact = r.text(ctx, "impact")
	p.severity = r.word(ctx, "severity", severities)
	p.status = r.word(ctx, "status", statuses)
	p.stage = r.word(ctx, "stage", map[string]string{"open": "open", "mitigated": "mitigated", "resolved": "resolved", "closed": "resolved", "active": "open"})
	for fact, to := range map[string]*[]string{"tags": &p.tags, "systems": &p.systems} {
		for _, v := range r.values(ctx, fact) {
			if id := idOf(textOf(v)); id != "" && !slices.Contains(*to, id) {
				*to = append(*to, id)
			}
		}
	}
	for _, key := range timeKeys {
		if text := r.text(ctx, key); text != "" {
			p.takeTime(key, text)
		}
	}
	if text := r.text(ctx, "date"); text != "" {
		p.Date, p.clock, _ = instant(&document.Node{Kind: document.String}, text)
	}
	if url := r.text(ctx, "url"); strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
		p.links = []pair{{"record", document.Line(url)}}
	}
	r.timeline(ctx, p)
	for _, v := range r.values(ctx, "actions") {
		p.action(v)
	}
	p.Body = p.readable([]byte(r.text(ctx, "body")))
	if r.recipe.columns {
		p.cells(r.value)
	}
	p.finish(today)
	if p.status == "" {
		p.status = "preliminary"
	}
	return p
}

// takeTime takes a time of an export. One without an offset is taken as UTC.
func (p *Post) takeTime(key, text string) {
	if !p.time(key, &document.Node{Kind: document.String}, text) {
		p.decide("", "%s could not be read as a time: %s", key, strings.Join(strings.Fields(text), " "))
	}
}

// timeline takes the entries that have a time and a text.
func (r record) timeline(ctx context.Context, p *Post) {
	for _, v := range r.values(ctx, "timeline") {
		entry, ok := v.(map[string]any)
		if !ok {
			continue
		}
		at, clock, ok := instant(&document.Node{Kind: document.String}, textField(entry, "at"))
		text := strings.Join(strings.Fields(textField(entry, "text")), " ")
		if !ok || !clock || text == "" {
			continue
		}
		p.timeline = append(p.timeline, pair{`"` + at.Format(time.RFC3339) + `"`, document.Line(text)})
	}
	slices.SortStableFunc(p.timeline, func(a, b pair) int { return strings.Compare(a.key, b.key) })
	p.timeline = sameTimes(p.timeline)
}

// sameTimes joins the entries of one time into a list.
func sameTimes(rows []pair) []pair {
	var out []pair
	for _, row := range rows {
		if last := len(out) - 1; last >= 0 && out[last].key == row.key {
			out[last].value = "[" + strings.TrimSuffix(strings.TrimPrefix(out[last].value, "["), "]") + ", " + row.value + "]"
			continue
		}
		out = append(out, row)
	}
	return out
}

func textField(object map[string]any, key string) string {
	if v := object[key]; v != nil {
		return strings.TrimSpace(textOf(v))
	}
	return ""
}

func (p *Post) action(v any) {
	object, ok := v.(map[string]any)
	if !ok {
		return
	}
	a := Promise{Title: strings.Join(strings.Fields(textField(object, "title")), " "), Text: textField(object, "text"), Owner: textField(object, "owner")}
	a.Ticket = promise(textField(object, "ticket")).Ticket
	for key, to := range map[string]*time.Time{"due": &a.Due, "done": &a.Done} {
		if at, _, ok := instant(&document.Node{Kind: document.String}, textField(object, key)); ok {
			*to = day(at)
		}
	}
	a.Status = actionStates[strings.NewReplacer(" ", "-", "_", "-").Replace(strings.ToLower(textField(object, "status")))]
	if a.Title != "" {
		p.actions = append(p.actions, a)
	}
}

// cells takes the columns of a sheet as front matter has its keys.
func (p *Post) cells(value any) {
	object, _ := value.(map[string]any)
	var nodes []*document.Node
	for key, v := range object {
		if key == folded(key) {
			nodes = append(nodes, document.NewText(key, textOf(v)))
		}
	}
	slices.SortFunc(nodes, func(a, b *document.Node) int { return strings.Compare(a.Key, b.Key) })
	p.values(nodes)
}
