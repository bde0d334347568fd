// Package syncer keeps the live store and its archive alike.
//
// The archive is a log-structured mirror: one manifest names the base blobs (one per bucket of records, a bucket being a hash of
// key and member) and the deltas that passes added since. A pass writes its blobs under names of its own and then replaces the
// manifest on the condition that nobody else did; until that moment nothing it wrote counts, so it may die anywhere.
//
// Three layers are kept apart. plan.go decides, purely, what becomes of one slot. The pass gathers what may differ, in one of
// three ways: increment (the store's index of changes), compare (both sides whole, bucket by bucket) and merge (a compare with a
// store that does not descend from the archive). The loop says when.
//
// Memory does not grow with the store: both sides are partitioned into buckets on disk, and a bucket at a time is held.
package syncer
