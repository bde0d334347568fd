package odds

import (
	"container/list"
	"math/big"
	"strconv"
	"sync"

	"feyre/dice"
)

// A Cache remembers the odds of the expressions that were asked for last, by
// their canonical form, and the reasons of those that have none. It is safe
// for concurrent use.
type Cache struct {
	budget Budget
	// quick bounds what is worked out in passing, such as for the reply to a roll.
	quick Budget
	words int64 // the most that it may hold

	mu      sync.Mutex
	held    int64
	entries map[string]*list.Element
	recent  *list.List // of *entry, the one used last in front
}

// An entry is what is remembered of one expression.
type entry struct {
	key   string
	odds  *Odds
	err   error
	words int64
}

// Bounds of a Cache: machine words, of which an expression that is found to
// have no odds takes a few.
const (
	cacheWords = 4 << 20
	entryWords = 64
)

// quickWork lets odds that are asked for in passing take about a millisecond.
const quickWork = 1_000_000

// NewCache returns an empty cache that works things out within a budget.
func NewCache(budget Budget) *Cache { return NewCacheOf(budget, cacheWords) }

// NewCacheOf returns a cache that holds at most so many machine words.
func NewCacheOf(budget Budget, words int64) *Cache {
	quick := budget
	quick.Work = quickWork
	return &Cache{
		budget: budget, quick: quick, words: words,
		entries: make(map[string]*list.Element), recent: list.New(),
	}
}

// Words is how many machine words the cache holds, about.
func (c *Cache) Words() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held
}

// Of returns the odds of an expression, as Budget.Of does.
func (c *Cache) Of(e *dice.Expr) (*Odds, error) {
	key := cacheKey(e)
	if known := c.find(key); known != nil {
		return known.odds, known.err
	}
	found := &entry{key: key, words: entryWords}
	found.odds, found.err = c.budget.Of(e)
	if found.odds != nil {
		found.words += found.odds.words
	}
	c.keep(found)
	return found.odds, found.err
}

// Chance returns the chance that a test succeeds. known is false where the
// expression is none, has no odds, or working them out would keep a reply waiting.
func (c *Cache) Chance(e *dice.Expr) (chance *big.Rat, known bool) {
	if e.Test() == nil {
		return nil, false
	}
	odds := c.passing(e)
	if odds == nil || odds.success == nil {
		return nil, false
	}
	return odds.Success(), true
}

// Mean returns the mean of an expression. known is false where it has no exact
// one, or working it out would keep a reply waiting.
func (c *Cache) Mean(e *dice.Expr) (mean *big.Rat, known bool) {
	odds := c.passing(e)
	if odds == nil || odds.moments == nil {
		return nil, false
	}
	return odds.Mean(), true
}

// passing returns the odds if they are known or quickly found.
func (c *Cache) passing(e *dice.Expr) *Odds {
	key := cacheKey(e)
	if known := c.find(key); known != nil {
		return known.odds
	}
	odds, err := c.quick.Of(e)
	if err == nil {
		c.keep(&entry{key: key, odds: odds, words: entryWords + odds.words})
	}
	return odds
}

// cacheKey names what is rolled: comments don't matter to the odds.
func cacheKey(e *dice.Expr) string {
	return strconv.Itoa(e.Repeat) + "#" + dice.Print(e.Root)
}

// find returns what is known of an expression, or nil.
func (c *Cache) find(key string) *entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	element := c.entries[key]
	if element == nil {
		return nil
	}
	c.recent.MoveToFront(element)
	return element.Value.(*entry)
}

// keep remembers an entry, and forgets those used longest ago while there are
// too many.
func (c *Cache) keep(found *entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.entries[found.key] != nil || found.words > c.words {
		return
	}
	c.entries[found.key] = c.recent.PushFront(found)
	c.held += found.words
	for c.held > c.words {
		oldest := c.recent.Remove(c.recent.Back()).(*entry)
		delete(c.entries, oldest.key)
		c.held -= oldest.words
	}
}
