package cli

import (
	"os"
	"sync"

	"feyre/internal/app"

	"github.com/schollz/progressbar/v3"
)

// progress shows how far long work is, on a terminal only.
type progress struct {
	file *os.File // nil: nobody looks

	mu    sync.Mutex
	phase string
	bar   *progressbar.ProgressBar
}

func (p *program) progress() *progress {
	return &progress{file: app.Terminal(p.streams.Err)}
}

// step is told how many of the total steps of a phase are done.
func (b *progress) step(phase string, done, total int) {
	if b.file == nil || total < 1 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bar == nil || phase != b.phase {
		b.finish()
		b.phase = phase
		b.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(b.file), progressbar.OptionSetDescription(phase),
			progressbar.OptionClearOnFinish(), progressbar.OptionShowCount(),
		)
	}
	_ = b.bar.Set(done)
}

// end takes the bar off the screen.
func (b *progress) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.finish()
}

func (b *progress) finish() {
	if b.bar != nil {
		_ = b.bar.Clear()
		b.bar = nil
	}
}
