// Package faulttest breaks the mirror in every way that it must survive, with real processes and servers. It has tests only.
package faulttest
