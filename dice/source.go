package dice

import (
	cryptorand "crypto/rand"
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
)

// A Source is where faces come from. A Source need not be safe for concurrent use.
type Source interface {
	// Throw sets every element of faces to a value from 0 to n-1, each with
	// the same chance and independent of all others; n is at least 1. What a
	// source with a seed gives depends on its seed and on the lengths and
	// sides it was asked for, in order.
	Throw(faces []uint32, n uint32)
}

// chacha throws with a cryptographic generator.
type chacha struct{ generator *rand.ChaCha8 }

// NewSource returns a source seeded by the operating system.
func NewSource() Source {
	var key [32]byte
	// Read never fails: the program ends if the system has no randomness.
	_, _ = cryptorand.Read(key[:])
	return chacha{rand.NewChaCha8(key)}
}

// Seeded returns a source that gives the same faces for the same seed, on
// every platform and in every release of one major version. It is for tests
// and for people who want to show their work, never for play.
func Seeded(seed uint64) Source {
	key := [32]byte([]byte("........feyre dice from one seed"))
	binary.LittleEndian.PutUint64(key[:], seed)
	return chacha{rand.NewChaCha8(key)}
}

// batchBits is how much of a random word faces are taken from: outcomes of up
// to so many bits. The rest keeps the chance that a word must be looked at
// twice at 1 in 256.
const batchBits = 56

// batchSize is how many faces of so many bits are taken from one word.
var batchSize = func() (size [33]int) {
	size[0] = batchBits
	for n := 1; n < len(size); n++ {
		size[n] = batchBits / n
	}
	return size
}()

// Throw takes several faces from one random word: the word, as a fraction,
// times n has a face as its whole part and the fraction for the next face as
// the rest. A word whose last rest shows that some outcomes would have one
// word too many is thrown away.
// (Brackett-Rozinsky and Lemire, "Batched ranged random integer generation", 2024.)
func (c chacha) Throw(faces []uint32, n uint32) {
	most := batchSize[bits.Len32(n-1)]
	for len(faces) > 0 {
		size := min(len(faces), most)
		rest := c.generator.Uint64()
		batch := faces[:size]
		for i := range batch {
			var face uint64
			face, rest = bits.Mul64(rest, uint64(n))
			batch[i] = uint32(face)
		}
		if rest < 1<<batchBits && rest < surplus(n, size) {
			continue
		}
		if size == len(faces) { // mostly
			return
		}
		faces = faces[size:]
	}
}

// deal throws dice as Throw throws their faces, and returns the total of what
// they show. The first has the given place in the order rolled. To make dice of
// faces afterwards would take longer.
func (c chacha) deal(dice []Die, sides int32, flags Flags, order int) (total int64) {
	n := uint64(sides)
	most := batchSize[bits.Len32(uint32(sides)-1)]
	for len(dice) > 0 {
		batch := dice[:min(len(dice), most)]
		rest, sum := c.generator.Uint64(), int64(0)
		for i := range batch {
			var face uint64
			face, rest = bits.Mul64(rest, n)
			shown := int64(face) + 1
			sum += shown
			batch[i] = Die{shown, sides, flags, uint16(order + i)}
		}
		if rest < 1<<batchBits && rest < surplus(uint32(sides), len(batch)) {
			continue
		}
		total += sum
		if len(batch) == len(dice) { // mostly
			break
		}
		order += len(batch)
		dice = dice[len(batch):]
	}
	return total
}

// surplus is how many of all words are too many for all outcomes of so many
// faces to have as many words.
func surplus(n uint32, size int) uint64 {
	outcomes := uint64(1)
	for range size {
		outcomes *= uint64(n)
	}
	return -outcomes % outcomes
}
