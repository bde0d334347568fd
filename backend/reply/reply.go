// Package reply holds what Feyre says before any face decides how it looks.
//
// A Reply is plain data: it knows nothing of Discord, of Markdown or of a terminal. Every text in it is already in the asker's
// language and is shown literally; a face escapes it as its medium demands.
package reply

// Style says how a Span stands out. Faces that can't draw a style show its text plainly, or between signs of their own.
type Style uint8

// The styles of a Span. They can be combined.
const (
	Plain  Style = 0
	Bold   Style = 1 << (iota - 1) // what matters most, such as a total
	Faint                          // an aside
	Struck                         // a die that doesn't count
	Under                          // a die that was added
	Code                           // something that can be typed; one line
	Block                          // several lines in fixed width, such as an error with its caret; stands alone in its Line
)

// Tone says what kind of news a Reply brings; a face may turn it into a colour.
type Tone uint8

// The tones of a Reply.
const (
	Neutral Tone = iota
	Good         // a test passed, a thing was done
	Bad          // a test failed, a Fault
	Warning      // asks before something is lost
)

// Span is a run of text in one style.
type Span struct {
	Text  string
	Style Style
	// Link, when set, is the https address that the text leads to.
	Link string
	// User, when not zero, shows as that user's name (a mention that notifies nobody); Text is what a face without users shows.
	User uint64
}

// Line is a row of spans; a Reply's body is a list of them.
type Line []Span

// Field is a titled part of a Reply. Inline fields may stand side by side.
type Field struct {
	Name   string
	Value  []Line
	Inline bool
}

// ButtonKind says how a Button looks.
type ButtonKind uint8

// The kinds of Button.
const (
	Secondary ButtonKind = iota
	Primary
	Danger
)

// Button is something to press. With Link it opens an address; otherwise pressing it is a request for Path with Args.
type Button struct {
	Label    string
	Kind     ButtonKind
	Path     string // command path, such as "init/next"
	Args     []Arg  // handed back as options of the request; with Path at most 90 bytes when written as path?name=value&...
	Link     string
	Disabled bool
}

// Arg is a value that a Button carries.
type Arg struct{ Name, Value string }

// Choice is one entry of a Select.
type Choice struct {
	Label, Value, Detail string
	Chosen               bool
}

// Select is a list to pick one entry from; the pick is a request for Path with the option Option set to the entry's value.
type Select struct {
	Placeholder string
	Path        string
	Option      string
	Args        []Arg
	Choices     []Choice // at most 25
}

// File is an attachment. Alt describes a picture to who can't see it.
type File struct {
	Name string
	Type string // media type
	Data []byte
	Alt  string
	// Inline pictures are shown with the reply where the face can; others are offered as a file.
	Inline bool
	// Text, when set, is what a face without pictures shows instead.
	Text []Line
}

// Input is one box of a Modal.
type Input struct {
	Name, Label, Value, Placeholder string
	Required, Long                  bool
	Max                             int // characters, 0 for the face's own limit
}

// Modal asks for more before anything is done. Handing it in is a request for Path with Args and every Input as an option.
type Modal struct {
	Title  string
	Path   string
	Args   []Arg
	Inputs []Input // 1 to 5
}

// Reply is what is said to one request.
type Reply struct {
	Title string
	// Subject is what the reply is about in the form that can be typed again, such as a canonical expression. A face shows it
	// whole and word for word, and hands it back with every button that is pressed on this reply.
	Subject string
	Body    []Line
	Fields  []Field
	Footer  string
	Tone    Tone

	// Buttons stand in rows of the order given; a face starts a new row where its medium's limit demands one.
	Buttons []Button
	Select  *Select
	Files   []File

	// Private replies are seen by the asker only.
	Private bool
	// Mention is the one user that this reply notifies; 0 for nobody.
	Mention uint64
	// Modal, when set, is shown instead of everything else.
	Modal *Modal
	// Update asks a face to edit the message whose button was pressed instead of posting a new one. Without it a button's reply is a new message.
	Update bool
	// Sticky names the one live message of this kind in a channel: the face remembers its id under (channel, Sticky) and, when a new one
	// is posted, deletes the old one, or takes its buttons off where it can't.
	Sticky string
	// Delete takes the message whose button was pressed away.
	Delete bool
	// Next are further messages sent after this one, such as the line that tells a person that their turn began.
	Next []Reply
}

// Text makes a plain Span.
func Text(s string) Span { return Span{Text: s} }

// Styled makes a Span in a style.
func Styled(s string, style Style) Span { return Span{Text: s, Style: style} }

// Lines makes a body of plain lines.
func Lines(texts ...string) []Line {
	lines := make([]Line, len(texts))
	for i, text := range texts {
		lines[i] = Line{Text(text)}
	}
	return lines
}

// String is a line's text without its styles.
func (l Line) String() string {
	text := ""
	for _, span := range l {
		text += span.Text
	}
	return text
}
