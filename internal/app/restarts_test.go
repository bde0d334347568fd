package app

import "testing"

func TestRestartsAreUnseenUntilLookedAt(t *testing.T) {
	r := newRestarts()
	if r.unseen() {
		t.Error("unseen before anything came back")
	}
	r.note()
	r.note()
	if !r.unseen() {
		t.Error("what came back counts as seen")
	}
	<-r.came
	r.look(r.note)
	if !r.unseen() {
		t.Error("what came back while somebody looked counts as seen")
	}
	<-r.came
	r.look(func() {})
	if r.unseen() {
		t.Error("unseen although somebody looked")
	}
}
