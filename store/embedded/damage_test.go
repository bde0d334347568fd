package embedded_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"feyre/store"
	"feyre/store/embedded"
)

// filled is a closed store's file with some hundred documents.
func filled(t *testing.T) (path string, content []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "feyre.db")
	s := open(t, path)
	for id := range uint64(300) {
		put(t, s, store.UserKey(id+1), fmt.Sprintf(`{"name":"%0200d"}`, id))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, content
}

// Whatever page is overwritten: the store opens, since nothing used it, or says that the file is damaged. It never ends the process.
func TestDamagedPage(t *testing.T) {
	t.Parallel()
	path, sound := filled(t)
	size, damaged := os.Getpagesize(), 0
	for _, junk := range []byte{0x00, 0x02, 0xff} {
		for at := 2 * size; at < len(sound); at += size {
			content := bytes.Clone(sound)
			copy(content[at:at+size], bytes.Repeat([]byte{junk}, size))
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := embedded.Open(embedded.Config{Path: path}, embedded.Options{})
			switch {
			case errors.Is(err, embedded.ErrDamaged):
				damaged++
			case err != nil:
				t.Errorf("page %d of %#x: %v", at/size, junk, err)
			default:
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}
		}
	}
	if damaged < 3*300*200/size/2 {
		t.Errorf("only %d damaged pages were noticed", damaged)
	}
}

func TestCutOff(t *testing.T) {
	t.Parallel()
	path, sound := filled(t)
	if err := os.WriteFile(path, sound[:len(sound)/4], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := embedded.Open(embedded.Config{Path: path}, embedded.Options{}); !errors.Is(err, embedded.ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

// A disk that fails under an open store fails what reads it, not the process.
func TestDamagedWhileOpen(t *testing.T) {
	t.Parallel()
	path, sound := filled(t)
	s := open(t, path)
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	at := int64(2 * os.Getpagesize())
	if _, err := file.WriteAt(bytes.Repeat([]byte{0xff}, len(sound)-int(at)), at); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), store.UserKey(1)); !errors.Is(err, embedded.ErrDamaged) {
		t.Errorf("read: %v", err)
	}
}
