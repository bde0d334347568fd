package syncer

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

const (
	// maxDeltas is how many deltas a state has at most before they are folded into one.
	maxDeltas = 32
	// A rewrite starts when one bucket's deltas exceed a quarter of its base, and then takes every bucket above an eighth: the others
	// would follow soon, and reading the deltas is the dearer part.
	startAt = 4
	takeAt  = 8
)

// due tells whether a base is to be written anew once deltas hold so many more bytes for its bucket.
func due(base *Base, added int64) bool { return (base.Pending+added)*startAt > base.Raw }

// settle brings the new manifest in order: it names this pass's deltas, and buckets that need it are compacted.
func (p *pass) settle(ctx context.Context) error {
	if err := p.out.flush(ctx); err != nil {
		return err
	}
	for _, base := range p.settled {
		p.next.setBase(base)
	}
	fresh := p.charge(p.out)
	p.next.Deltas = append(p.next.Deltas, p.out.done...)
	buckets := outgrown(p.next.Buckets, p.next.raw())
	if !p.crowded() && !fresh && buckets == p.next.Buckets {
		p.dropSettled()
		return nil
	}
	return p.rewrite(ctx, buckets)
}

// charge adds what deltas hold to the buckets, and tells whether some bucket without a base is among them.
func (p *pass) charge(w *deltaWriter) (fresh bool) {
	for bucket, bytes := range w.pending {
		if bytes == 0 {
			continue
		}
		if base := p.next.base(bucket); base != nil {
			base.Pending += bytes
		} else {
			fresh = true
		}
	}
	return fresh
}

// crowded tells whether deltas have grown too large or too many, or hold something that a person wanted gone.
func (p *pass) crowded() bool {
	if len(p.next.Deltas) == 0 {
		return false
	}
	if len(p.next.Deltas) > maxDeltas || len(p.compact) > 0 || p.fold {
		return true
	}
	return slices.ContainsFunc(p.next.Bases, func(b Base) bool { return due(&b, 0) && b.Pending > 0 })
}

// mustCompact tells whether a bucket holds something that has to leave the archive.
func (p *pass) mustCompact(bucket int) bool {
	for part := range p.compact {
		if part&(p.next.Buckets-1) == bucket {
			return true
		}
	}
	return false
}

// dropSettled forgets deltas of which every record has its place in a newer base.
func (p *pass) dropSettled() {
	if !slices.ContainsFunc(p.next.Bases, func(b Base) bool { return b.Pending > 0 }) {
		p.next.Deltas = nil
	}
}

// rewrite reads the deltas into their buckets. Buckets of which much has changed get a new base; what is left becomes a delta that
// replaces the others. With another number of buckets all get new bases.
func (p *pass) rewrite(ctx context.Context, buckets int) (err error) {
	from, err := openReader(ctx, p.archive, p.next.clone(), p.config.TempDir, p.accepts)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.close()) }()
	r := &rewriting{pass: p, from: from, fold: newDeltaWriter(p, "f"), buckets: buckets}
	old := p.next.Buckets
	done := p.phase("compact", old)
	err = parallel(ctx, workersFor(p.next.raw(), old), old, func(ctx context.Context, bucket int) error {
		defer done()
		return r.bucket(ctx, bucket)
	})
	if errors.Is(err, errUnreadable) {
		return nil // everything stays as it was; the deltas of this pass are added to it
	}
	if err != nil {
		return err
	}
	return r.adopt(ctx)
}

// errUnreadable: a bucket can't be read, so that its deltas can't be folded.
var errUnreadable = errors.New("bucket can't be read")

// rewriting is the work of one rewrite.
type rewriting struct {
	*pass
	from    *reader
	fold    *deltaWriter
	buckets int
}

func (r *rewriting) bucket(ctx context.Context, bucket int) error {
	base := r.next.base(bucket)
	size := r.from.current.deltas.size(bucket, r.next.Buckets)
	damaged := len(r.from.current.damaged) > 0
	whole := r.buckets != r.next.Buckets || damaged || r.mustCompact(bucket) || size > 0 && (base == nil || size*takeAt > base.Raw)
	if !whole {
		return r.keep(ctx, bucket)
	}
	all, how, err := r.from.bucket(ctx, bucket)
	if err != nil {
		return fmt.Errorf("bucket %s: %w", bucketName(bucket), err)
	}
	if how != intact {
		r.noteCondition(ctx, bucket, how)
	}
	if how == lost && !damaged && r.buckets == r.next.Buckets {
		return r.keep(ctx, bucket)
	}
	if how == lost {
		return fmt.Errorf("%s: %w", bucketName(bucket), errUnreadable)
	}
	return r.split(ctx, bucket, all)
}

// keep leaves a bucket's base as it is and its changed records to the delta that replaces the others.
func (r *rewriting) keep(ctx context.Context, bucket int) error {
	changed := content{}
	if err := r.from.current.lay(changed, bucket); err != nil {
		return err
	}
	return r.fold.add(ctx, changed.sorted()...)
}

// split writes a bucket's new base, or several when there are to be more buckets.
func (r *rewriting) split(ctx context.Context, bucket int, all content) error {
	if r.buckets == r.next.Buckets {
		return r.writeBase(ctx, bucket, all)
	}
	parts := map[int]content{}
	for i := bucket; i < r.buckets; i += r.next.Buckets {
		parts[i] = content{}
	}
	for slot, record := range all {
		parts[partition(slot)&(r.buckets-1)][slot] = record
	}
	for i, part := range parts {
		if err := r.writeBase(ctx, i, part); err != nil {
			return err
		}
	}
	return nil
}

// adopt puts the new bases and the folded deltas into the manifest.
func (r *rewriting) adopt(ctx context.Context) error {
	if err := r.fold.flush(ctx); err != nil {
		return err
	}
	if r.buckets != r.next.Buckets {
		r.next.Bases, r.next.Buckets = nil, r.buckets
	}
	for i := range r.next.Bases {
		r.next.Bases[i].Pending = 0
	}
	for _, base := range r.settled {
		r.next.setBase(base)
	}
	r.charge(r.fold)
	r.next.Deltas = r.fold.done
	return nil
}

// writeBase writes a bucket whole, whose records fit into lines. Tombstones that have lived long enough are left out.
func (p *pass) writeBase(ctx context.Context, bucket int, all content) error {
	expired := p.now - micros(p.config.tombstoneLife())
	blob := newBlobWriter()
	var line []byte
	for _, r := range all.sorted() {
		if r.Deleted && r.Time < expired {
			continue
		}
		line = appendLine(line[:0], &r)
		if err := blob.add(&r, line); err != nil {
			return err
		}
	}
	return p.putBase(ctx, bucket, blob)
}

func (p *pass) putBase(ctx context.Context, bucket int, blob *blobWriter) error {
	entry, data, err := blob.finish()
	if err != nil {
		return err
	}
	p.step(StepBase)
	id := p.id
	if _, again := p.settledBase(bucket); again {
		id += "-1" // buckets were compared first and then became too large
	}
	entry.Name = fmt.Sprintf("%s%s/%d-%s%s", basePath, bucketName(bucket), p.next.Generation, id, blobSuffix)
	if err := putBlob(ctx, p.archive, entry.Name, data); err != nil {
		return fmt.Errorf("%s: %w", entry.Name, err)
	}
	p.wrote(entry)
	p.tally.update(func(*Report) {
		p.settled[bucket] = Base{Bucket: bucket, Generation: p.next.Generation, Blob: entry}
	})
	return nil
}

func (p *pass) settledBase(bucket int) (base Base, found bool) {
	p.tally.update(func(*Report) { base, found = p.settled[bucket] })
	return base, found
}
