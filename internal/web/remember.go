package web

import (
	"container/list"
	"sync"
)

// memory keeps the answers that were asked for last, up to a number of bytes.
type memory struct {
	most int

	mu     sync.Mutex
	held   int
	known  map[string]*list.Element
	recent *list.List // of *remembered, the one asked for last in front
}

// remembered is one answer: a status and its body.
type remembered struct {
	key    string
	status int
	body   []byte
}

// size counts what else an entry takes, so that many short answers are bounded too.
func (a *remembered) size() int { return len(a.key) + len(a.body) + 256 }

func newMemory(bytes int) *memory {
	return &memory{most: bytes, known: map[string]*list.Element{}, recent: list.New()}
}

// find returns what is known under a key, or nil.
func (m *memory) find(key string) *remembered {
	m.mu.Lock()
	defer m.mu.Unlock()
	element := m.known[key]
	if element == nil {
		return nil
	}
	m.recent.MoveToFront(element)
	return element.Value.(*remembered)
}

// keep remembers an answer, and forgets those not asked for since long ago while there is too much.
func (m *memory) keep(answer *remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known[answer.key] != nil || answer.size() > m.most {
		return
	}
	m.known[answer.key] = m.recent.PushFront(answer)
	for m.held += answer.size(); m.held > m.most; {
		oldest := m.recent.Remove(m.recent.Back()).(*remembered)
		delete(m.known, oldest.key)
		m.held -= oldest.size()
	}
}
