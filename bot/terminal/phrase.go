package terminal

// Phrase names a sentence that the face itself says. Its value is the sentence's message id.
type Phrase string

// The sentences of the face. Phrases that take arguments name them.
const (
	PhraseGreeting  Phrase = "terminal.greeting"  // shown first on a terminal
	PhrasePrivate   Phrase = "terminal.private"   // marks a reply that only the asker would see
	PhraseDeleted   Phrase = "terminal.deleted"   // the message whose button was pressed is gone
	PhraseVerbs     Phrase = "terminal.verbs"     // the subcommands that there are
	PhraseTwice     Phrase = "terminal.twice"     // the option given twice
	PhraseNoButton  Phrase = "terminal.no_button" // what was to be pressed
	PhraseWhich     Phrase = "terminal.which"     // several buttons fit: what was to be pressed, and the handles
	PhrasePress     Phrase = "terminal.press"     // nothing was named to press: the handles
	PhraseID        Phrase = "terminal.id"        // what was given in place of an id
	PhraseNoID      Phrase = "terminal.no_id"     // the word that an id is to follow
	PhraseNow       Phrase = "terminal.now"       // user, guild and channel from here on
	PhraseTooLong   Phrase = "terminal.too_long"  // the most bytes of a line
	PhraseCancelled Phrase = "terminal.cancelled" // a modal was not handed in
	PhraseRequired  Phrase = "terminal.required"  // the input of a modal that has to be filled in
)

// Phrases lists every Phrase, so that whoever provides the sentences can hold their list against it.
func Phrases() []Phrase {
	return []Phrase{
		PhraseGreeting, PhrasePrivate, PhraseDeleted, PhraseVerbs, PhraseTwice, PhraseNoButton, PhraseWhich,
		PhrasePress, PhraseID, PhraseNoID, PhraseNow, PhraseTooLong, PhraseCancelled, PhraseRequired,
	}
}
