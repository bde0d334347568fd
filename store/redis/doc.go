// Package redis is the store of many processes: one Redis, a Redis behind Sentinel, or a Cluster.
//
// A write changes a value, its updated_time and the index of changes. Where these share a server, one script does it (type together). On a
// Cluster they may not, and the write takes steps in an order that a crash can't harm (type apart).
package redis
