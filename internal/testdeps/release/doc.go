// Package release pins goreleaser, which makes the releases. It is a module of its own, so that what it needs stays out of Feyre's.
package release
