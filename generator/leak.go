package generator

import (
	"context"

	"candor/generator/internal/source"
)

// LeakError is why nothing was published: something hidden was found in what
// would have been.
type LeakError struct{ Problems Problems }

func (e *LeakError) Error() string { return "something hidden would be published" }

// Sweep looks for what must not be in an edition, without writing anything.
func (s *Site) Sweep(ctx context.Context) error { return ctx.Err() }

// DidYouMean is a hint that names the nearest candidate, or "".
func DidYouMean(name string, candidates []string) string { return source.DidYouMean(name, candidates) }
