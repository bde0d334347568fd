// Package web is the HTTP listener: the playground page and the API behind it, public figures and badges for everybody; health and
// metrics for who runs Feyre.
package web
