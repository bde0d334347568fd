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

// batchBound keeps the chance that a batch must be thrown again below 1 in 256.
const batchBound = 1 << 56

// Throw takes as many faces as it can from one random word: the word, as a
// fraction, times n has a face as its whole part and the fraction for the next
// face as the rest. A word whose last rest shows that some outcomes would have
// one word too many is thrown away.
// (Brackett-Rozinsky and Lemire, "Batched ranged random integer generation", 2024.)
func (c chacha) Throw(faces []uint32, n uint32) {
	for len(faces) > 0 {
		size, outcomes := batch(len(faces), uint64(n))
		for len(faces) >= size {
			rest := c.fill(faces[:size], uint64(n))
			if rest < outcomes && rest < -outcomes%outcomes {
				continue
			}
			faces = faces[size:]
		}
	}
}

// batch returns how many of the wanted faces fit into one word, and the number
// of outcomes of so many faces.
func batch(want int, n uint64) (size int, outcomes uint64) {
	size, outcomes = 1, n
	for ; size < want; size++ {
		high, more := bits.Mul64(outcomes, n)
		if high != 0 || more > batchBound {
			break
		}
		outcomes = more
	}
	return size, outcomes
}

// fill takes faces from one word and returns the rest.
func (c chacha) fill(faces []uint32, n uint64) (rest uint64) {
	rest = c.generator.Uint64()
	for i := range faces {
		var face uint64
		face, rest = bits.Mul64(rest, n)
		faces[i] = uint32(face)
	}
	return rest
}
