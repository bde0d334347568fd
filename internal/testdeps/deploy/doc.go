// Package deploy checks the files below deploy/ with the libraries of the programs that read them. It is a module of its own, so that
// what it needs stays out of Feyre's.
package deploy
