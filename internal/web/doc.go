// Package web is the HTTP listener: health and metrics for who runs Feyre, public figures and badges for everybody.
package web
