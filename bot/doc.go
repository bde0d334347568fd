// Package bot is the Discord face: it turns what people do in Discord into requests for a backend.Bus and what the Bus says into
// messages.
//
//	gateway ─┐                          ┌─ callback, edit, follow-up (REST)
//	         ├─ decode → queue → Bus → encode ┤
//	HTTP ────┘                          └─ body of the HTTP answer
//
// arikawa carries the traffic. What it gets wrong under load is mended below and beside it, never in it: transport stands under its
// REST client (address, limits, retries), link stands under its gateway (resuming, HELLO, zombies, frames nobody needs), and shard
// keeps one gateway alive per shard. Everything else in this package deals with interactions:
//
//   - exchange is one interaction from its arrival to its last word. It answers in time, by deferring if it must, and exactly once.
//   - queue holds what waits to be done, and serves servers in turn so that a busy one can't starve others.
//   - decode.go and customid.go read what Discord sends; encode.go, markdown.go and components.go write what people see.
//   - declare.go and register.go tell Discord which commands there are.
package bot
