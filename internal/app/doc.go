// Package app puts the parts together: one Config that is the sum of theirs, and one program that starts and stops them in order.
package app
