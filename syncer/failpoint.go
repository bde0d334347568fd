package syncer

// Step names a moment of a pass, or of other work that changes something. A test that dies at each of them shows that the state
// before or after it is whole, never one between.
type Step string

// The steps, in the order in which a pass comes by.
const (
	StepRead     Step = "read"     // store and archive were asked for their states
	StepApply    Step = "apply"    // before archived records are written to the store
	StepUnite    Step = "unite"    // before a document is united in the store
	StepAdd      Step = "add"      // before archived counts are added to the store's
	StepDelta    Step = "delta"    // before a delta is written
	StepBase     Step = "base"     // before a base is written
	StepCopy     Step = "copy"     // before the replaced manifest is copied to the history
	StepCommit   Step = "commit"   // before the manifest is replaced
	StepRecord   Step = "record"   // before the new manifest is copied to the history
	StepState    Step = "state"    // before the store's notes are written
	StepClean    Step = "clean"    // before the index of changes is cleaned
	StepBury     Step = "bury"     // before tombstones are removed from the store
	StepExpire   Step = "expire"   // before a tracker that was left alone is deleted
	StepSweep    Step = "sweep"    // before a blob that nothing names is removed
	StepRollback Step = "rollback" // before a record of an older generation is written to the store
	StepDone     Step = "done"     // all of the pass is done
)

// Steps lists every step.
func Steps() []Step {
	return []Step{
		StepRead, StepApply, StepUnite, StepAdd, StepDelta, StepBase, StepCopy, StepCommit, StepRecord, StepState, StepClean,
		StepBury, StepExpire, StepSweep, StepRollback, StepDone,
	}
}
