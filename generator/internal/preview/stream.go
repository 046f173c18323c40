package preview

import (
	"net/http"
	"sync"
	"time"
)

// stream tells browsers to look again. It says one word and nothing else.
type stream struct {
	mu      sync.Mutex
	readers map[chan struct{}]bool
}

func (s *stream) reload() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for r := range s.readers {
		select {
		case r <- struct{}{}:
		default: // it has not read the last one yet
		}
	}
}

// beat keeps the connection from being taken for dead.
const beat = 20 * time.Second

func (s *stream) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	me := make(chan struct{}, 1)
	s.mu.Lock()
	if s.readers == nil {
		s.readers = map[chan struct{}]bool{}
	}
	s.readers[me] = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.readers, me)
		s.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	tick := time.NewTicker(beat)
	defer tick.Stop()
	text := ": candor\n\n"
	for {
		if _, err := w.Write([]byte(text)); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-me:
			text = "data: reload\n\n"
		case <-tick.C:
			text = ":\n\n"
		}
	}
}
