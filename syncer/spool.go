package syncer

import (
	"errors"
	"os"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// spoolMemory is how many bytes a spool keeps in memory before it writes them to its file.
const spoolMemory = 12 << 20

// spool sorts lines into partitions without holding them all: what exceeds its memory goes to a temporary file. Adding comes first, reading
// after. It is safe for concurrent use.
type spool struct {
	mu    sync.Mutex
	dir   string
	file  *os.File
	named bool // the file still has its name
	end   int64
	held  int
	lines int64
	bytes int64
	parts [maxBuckets]part
	enc   *zstd.Encoder
	dec   *zstd.Decoder
}

// part is one partition: where its compressed pieces are in the file, and what is still in memory.
type part struct {
	pieces []piece
	held   []byte
	size   int64
}

type piece struct {
	at     int64
	length int
}

// newSpool makes an empty spool that may use a temporary file in dir, "" for the system's place.
func newSpool(dir string) *spool {
	enc, encErr := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(256<<10))
	dec, decErr := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
	if err := errors.Join(encErr, decErr); err != nil {
		panic(err) // the options are constant
	}
	return &spool{dir: dir, enc: enc, dec: dec}
}

// add appends a line, which ends with a line break, to a partition.
func (s *spool) add(partition int, line []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := &s.parts[partition]
	p.held = append(p.held, line...)
	p.size += int64(len(line))
	s.lines++
	s.bytes += int64(len(line))
	s.held += len(line)
	if s.held < spoolMemory {
		return nil
	}
	return s.flush()
}

func (s *spool) flush() error {
	if s.file == nil {
		file, err := os.CreateTemp(s.dir, "feyre-sync-*")
		if err != nil {
			return err
		}
		// Unlinked at once: the space is free again however the process ends. Not every system lets go of the name of an open file.
		s.file, s.named = file, os.Remove(file.Name()) != nil
	}
	var packed []byte
	for i := range s.parts {
		p := &s.parts[i]
		if len(p.held) == 0 {
			continue
		}
		packed = s.enc.EncodeAll(p.held, packed[:0])
		if _, err := s.file.WriteAt(packed, s.end); err != nil {
			return err
		}
		p.pieces = append(p.pieces, piece{s.end, len(packed)})
		s.end += int64(len(packed))
		p.held = p.held[:0]
	}
	s.held = 0
	return nil
}

// read returns the lines of the partitions of a bucket, where there are n buckets, in the order in which they came.
func (s *spool) read(bucket, n int) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []byte
	for i := bucket; i < maxBuckets; i += n {
		p := &s.parts[i]
		out = slices.Grow(out, int(p.size))
		for _, where := range p.pieces {
			packed := make([]byte, where.length)
			if _, err := s.file.ReadAt(packed, where.at); err != nil {
				return nil, err
			}
			var err error
			if out, err = s.dec.DecodeAll(packed, out); err != nil {
				return nil, err
			}
		}
		out = append(out, p.held...)
	}
	return out, nil
}

// size is how many bytes a bucket's lines have, where there are n buckets.
func (s *spool) size(bucket, n int) (total int64) {
	for i := bucket; i < maxBuckets; i += n {
		total += s.parts[i].size
	}
	return total
}

// close gives back what the spool holds.
func (s *spool) close() error {
	s.dec.Close()
	err := s.enc.Close()
	if s.file != nil {
		err = errors.Join(err, s.file.Close())
	}
	if s.named {
		err = errors.Join(err, os.Remove(s.file.Name()))
	}
	return err
}
