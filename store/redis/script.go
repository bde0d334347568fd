package redis

import (
	"context"
	"crypto/sha1" //nolint:gosec // Redis names scripts by it
	"embed"
	"encoding/hex"
	"errors"
	"fmt"

	"feyre/store"

	"github.com/redis/go-redis/v9"
)

//go:embed lua
var texts embed.FS

// scripts are all that the store uses; each says in its file what it does.
type scripts struct {
	// for every layout
	now, members, scores, clean, applyMembers, buryMember, raise script
	// where a slot's keys share a server
	swap, erase, record, member, add, bury, applyDocuments, applyCounters, admit script
	// where they don't
	note, stamp, replace, addValue, strangers, join, memberValue script
}

func (s *scripts) files() map[string]*script {
	return map[string]*script{
		"now": &s.now, "members": &s.members, "scores": &s.scores, "clean": &s.clean, "apply_members": &s.applyMembers, "bury_member": &s.buryMember,
		"raise": &s.raise,
		"swap":  &s.swap, "erase": &s.erase, "record": &s.record, "member": &s.member, "add": &s.add, "bury": &s.bury,
		"apply_documents": &s.applyDocuments, "apply_counters": &s.applyCounters, "admit": &s.admit,
		"note": &s.note, "stamp": &s.stamp, "replace": &s.replace, "add_value": &s.addValue, "strangers": &s.strangers,
		"join": &s.join, "member_value": &s.memberValue,
	}
}

func newScripts() (*scripts, error) {
	var s scripts
	prelude, err := texts.ReadFile("lua/prelude.lua")
	for name, into := range s.files() {
		text, missing := texts.ReadFile("lua/" + name + ".lua")
		err = errors.Join(err, missing)
		*into = newScript(string(prelude) + string(text))
		if into == &s.record {
			*into = newScript(rareKeys() + string(text)) // on the way of every request
		}
	}
	return &s, err
}

// script is a text that servers know by its hash once they have seen it.
type script struct {
	text, hash string
}

func newScript(text string) script {
	sum := sha1.Sum([]byte(text)) //nolint:gosec // Redis names scripts by it
	return script{text: text, hash: hex.EncodeToString(sum[:])}
}

// call is one use of a script. It is never repeated after a lost answer, for it may have been done.
type call struct {
	*redis.Cmd
	script *script
}

// NoRetry keeps the client from sending it twice.
func (c *call) NoRetry() bool { return true }

func (s *script) call(ctx context.Context, keys []store.Key, args ...any) *call {
	all := make([]any, 0, 3+len(keys)+len(args))
	all = append(all, "evalsha", s.hash, len(keys))
	for _, key := range keys {
		all = append(all, string(key))
	}
	return s.use(ctx, append(all, args...))
}

// use is a call by its arguments, which start with EVALSHA, the hash and the number of keys.
func (s *script) use(ctx context.Context, args []any) *call {
	return &call{Cmd: redis.NewCmd(ctx, args...), script: s}
}

// whole makes the call carry the script's text, for a server that has never seen it.
func (c *call) whole(ctx context.Context) {
	c.Cmd = redis.NewCmd(ctx, append([]any{"eval", c.script.text}, c.Args()[2:]...)...)
}

// unknown tells a call that the server refused because it doesn't know the script: nothing was done.
func (c *call) unknown() bool { return redis.HasErrorPrefix(c.Err(), "NOSCRIPT") }

// yes is the answer of a script that returns 1 or 0.
func (c *call) yes() bool {
	n, err := c.Int64()
	return err == nil && n == 1
}

// number is the answer of a script that returns one.
func (c *call) number() int64 {
	n, _ := c.Int64()
	return n
}

// list is the answer of a script that returns strings.
func (c *call) list() []string {
	list, _ := c.StringSlice()
	return list
}

// ones lists the places at which a script's list of answers says 1.
func (c *call) ones() []int {
	answers, _ := c.Int64Slice()
	var ones []int
	for i, answer := range answers {
		if answer == 1 {
			ones = append(ones, i)
		}
	}
	return ones
}

// once is a plain command that must not be repeated after a lost answer.
type once struct {
	redis.Cmder
}

// NoRetry keeps the client from sending it twice.
func (once) NoRetry() bool { return true }

// rareKeys names, for a script that runs on one server only, the keys that few calls need: each that is passed costs every call.
func rareKeys() string {
	return fmt.Sprintf("local ownKey, floorKey, countersKey, goneKey = '%s', '%s', '%s', '%s'\n",
		store.UserSet.Stamp(), store.FloorKey, store.CountersKey, store.GoneKey)
}
