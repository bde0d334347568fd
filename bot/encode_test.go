package bot

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"feyre/backend/reply"
)

func TestMarkdown(t *testing.T) {
	t.Parallel()
	struck, under, bold := reply.Struck, reply.Under, reply.Bold
	for _, test := range []struct {
		name string
		line reply.Line
		want string
	}{
		{"plain", reply.Line{reply.Text("4d6 = 14")}, "4d6 = 14"},
		{"dice", reply.Line{
			reply.Styled("14", bold), reply.Text(" ("), reply.Styled("1", struck), reply.Text(", "), reply.Styled("6", under), reply.Text(")"),
		}, "**14** (~~1~~, __6__)"},
		{"styles together", reply.Line{reply.Styled("1", struck|under)}, "~~__1__~~"},
		{"side by side", reply.Line{reply.Styled("a", bold), reply.Styled("b", bold)}, "**a**\u200b**b**"},
		{"spaces stay outside", reply.Line{reply.Styled(" a ", bold), reply.Text("b")}, " **a** b"},
		{"only spaces", reply.Line{reply.Styled("  ", bold)}, "  "},
		{"aside in a line", reply.Line{reply.Text("a "), reply.Styled("b", reply.Faint)}, "a *b*"},
		{"aside alone", reply.Line{reply.Styled("b", reply.Faint)}, "-# b"},
		{"code", reply.Line{reply.Styled("/roll 4d6", reply.Code)}, "`/roll 4d6`"},
		{"code with backticks", reply.Line{reply.Styled("a`b``c", reply.Code)}, "`` a`b`\u200b`c ``"},
		{"block", reply.Line{reply.Styled("4d\n  ^", reply.Block)}, "```\n4d\n  ^\n```"},
		{"block that breaks out", reply.Line{reply.Styled("a```b", reply.Block)}, "```\na`\u200b``b\n```"},
		{"link", reply.Line{{Text: "here", Link: "https://feyre.io/a_(b)"}}, "[here](https://feyre.io/a_%28b%29)"},
		{"link that is none", reply.Line{{Text: "here", Link: "javascript:alert(1)"}}, "here"},
		{"user", reply.Line{{Text: "Anna", User: 7}}, "<@7>"},

		{"signs", reply.Line{reply.Text(`*a* _b_ ~~c~~ ||d|| ` + "`e`" + ` \f`)}, `\*a\* \_b\_ \~\~c\~\~ \|\|d\|\| ` + "\\`e\\`" + ` \\f`},
		{"heading", reply.Line{reply.Text("# big")}, `\# big`},
		{"quote", reply.Line{reply.Text("> big")}, `\> big`},
		{"comparison", reply.Line{reply.Text("4 > 3 #1")}, `4 > 3 #1`},
		{"mention of a user", reply.Line{reply.Text("<@123>")}, `\<@123>`},
		{"mention of all", reply.Line{reply.Text("@everyone @HERE @me")}, "@\u200beveryone @\u200bHERE @me"},
		{"masked link", reply.Line{reply.Text("[safe](https://evil.example)")}, `\[safe\](https\://evil.example)`},
		{"line ends", reply.Line{reply.Text("a\nb\tc\u2028d")}, "a b c d"},
		{"control and direction", reply.Line{reply.Text("a\x00b\u202ec\u2067d\x1be")}, "abcde"},
		{"mention of all in pieces", reply.Line{reply.Text("@\u202eevery\u200bone @h\u00adere")}, "@\u200beveryone @\u200bhere"},
		{"link in pieces", reply.Line{reply.Text("https:\u200b//evil.example")}, `https\://evil.example`},
		{"without width", reply.Line{reply.Text("Bo\u200bb\u2060\ufeff \u200f\u061c!")}, "Bob !"},
		{"joined", reply.Line{reply.Text("\u0645\u06cc\u200c\u062e 👩\u200d🚀")}, "\u0645\u06cc\u200c\u062e 👩\u200d🚀"},
		{"nothing to see in bold", reply.Line{reply.Styled("\u202e", bold), reply.Text("b")}, "b"},
		{"broken text", reply.Line{reply.Text("a\xff\xfeb")}, "ab"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := newCanvas(maxContent, true)
			c.lines([]reply.Line{test.line})
			if got := c.out.String(); got != test.want || c.cut {
				t.Errorf("writes %q, want %q; cut %v", got, test.want, c.cut)
			}
		})
	}
}

func TestUsersAreNamedWhereNoMentionShows(t *testing.T) {
	t.Parallel()
	c := newCanvas(100, false)
	c.line(reply.Line{{Text: "An*na", User: 7}})
	if got := c.out.String(); got != `An\*na` {
		t.Errorf("writes %q", got)
	}
}

// balanced says whether every sign that opens in Markdown written by a canvas closes again.
func balanced(markdown string) bool {
	for _, escaped := range []string{`\*`, `\_`, `\~`, "\\`"} {
		markdown = strings.ReplaceAll(markdown, escaped, "")
	}
	for _, sign := range []string{"**", "__", "~~", "```"} {
		if strings.Count(markdown, sign)%2 != 0 {
			return false
		}
	}
	return true
}

// Whatever the limit, what is written keeps to it and closes what it opens.
func TestCutting(t *testing.T) {
	t.Parallel()
	lines := []reply.Line{
		{reply.Styled("Größe", reply.Bold), reply.Text(" ist "), reply.Styled("12*3", reply.Struck|reply.Under)},
		{reply.Styled("roll `x`", reply.Code), reply.Text(" — "), reply.Styled("aside", reply.Faint)},
		{reply.Styled("one\ntwo", reply.Block)},
		{{Text: "here", Link: "https://feyre.io"}, reply.Text("_end_")},
	}
	whole := newCanvas(maxContent, true)
	whole.lines(lines)
	length := utf8.RuneCountInString(whole.out.String())
	for limit := range length + 5 {
		c := newCanvas(limit, true)
		c.lines(lines)
		got := c.out.String()
		if n := utf8.RuneCountInString(got); n > limit {
			t.Fatalf("limit %d: %d characters: %q", limit, n, got)
		}
		if !balanced(got) || !utf8.ValidString(got) {
			t.Fatalf("limit %d: broken: %q", limit, got)
		}
		if c.cut && limit >= length+room || !c.cut && limit < length {
			t.Fatalf("limit %d of %d: cut is %v", limit, length, c.cut)
		}
	}
}

// FuzzEscape: text shows as itself. Whoever takes the escapes away has the text back, but for what can't be seen.
func FuzzEscape(f *testing.F) {
	for _, seed := range []string{"", "a", `*_~|<[]\` + "`", "@everyone", "https://x", "# > - +", "é\u202e", "\xff", "a\\*b"} {
		f.Add(seed, 40)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = max(0, min(limit, maxContent))
		c := newCanvas(limit, true)
		c.lines([]reply.Line{{reply.Text(text)}})
		got := c.out.String()
		if n := utf8.RuneCountInString(got); n > limit {
			t.Fatalf("%d characters of %d", n, limit)
		}
		if c.cut {
			return
		}
		var plain strings.Builder
		runes := []rune(got)
		for i := 0; i < len(runes); i++ {
			if runes[i] == '\\' {
				i++
			}
			plain.WriteRune(runes[i])
		}
		without := func(s string) string { return strings.ReplaceAll(strings.Map(visible, s), noBreak, "") }
		if without(plain.String()) != without(text) {
			t.Fatalf("%q shows as %q", text, plain.String())
		}
	})
}

func TestSubjectIsReadBack(t *testing.T) {
	t.Parallel()
	for _, subject := range []string{"4d6k3", "2d6 + 1d8 [fire_*]", "a`b``c```d````e", strings.Repeat("1d6+", 300) + "1", "@name > 15 \\* 2"} {
		for _, to := range []layout{{}, {plain: true}} {
			m := encode(reply.Reply{Title: "14", Subject: subject, Body: reply.Lines("x")}, to)
			raw, err := json.Marshal(m.outgoing)
			if err != nil {
				t.Fatal(err)
			}
			if got := readSubject(readMessage(&cursor{raw: raw})); got != subject {
				t.Errorf("plain %v: %q is read back as %q", to.plain, subject, got)
			}
		}
	}
	long := encode(reply.Reply{Subject: strings.Repeat("1d6+", 2000)}, layout{})
	if strings.Contains(long.Embeds[0].Description, "1d6") || !slices.Contains(long.cut, "subject") {
		t.Error("half a subject is shown as if it were all of it")
	}
}

func TestBlackStaysBlack(t *testing.T) {
	t.Parallel()
	if body, err := json.Marshal(embed{Description: "x"}); err != nil || string(body) != `{"description":"x","color":0}` {
		t.Errorf("%s, %v", body, err)
	}
}

func TestNobodyIsNotified(t *testing.T) {
	t.Parallel()
	body, err := json.Marshal(encode(reply.Reply{Title: "@everyone", Body: []reply.Line{{{Text: "x", User: 5}}}}, layout{}).AllowedMentions)
	if err != nil || string(body) != `{"parse":[],"replied_user":false}` {
		t.Errorf("allowed mentions are %s, %v", body, err)
	}
	m := encode(reply.Reply{Body: reply.Lines("your turn"), Mention: 7}, layout{})
	if m.Content != "<@7> your turn" || !slices.Equal(m.AllowedMentions.Users, []string{"7"}) || len(m.Embeds) != 0 {
		t.Errorf("a mention is %+v", m.outgoing)
	}
	m = encode(reply.Reply{Body: []reply.Line{{{User: 7, Text: "Anna"}, reply.Text(" is next")}}, Mention: 7}, layout{})
	if m.Content != "<@7> is next" {
		t.Errorf("a mention inside of a line is %q", m.Content)
	}
	m = encode(reply.Reply{Title: "Turn", Body: []reply.Line{{{User: 7, Text: "Anna"}}}, Mention: 7}, layout{})
	if m.Content != "<@7>" {
		t.Errorf("a mention beside an embed is %q: embeds notify nobody", m.Content)
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	r := reply.Reply{Files: []reply.File{
		{Name: "../odds chart.png", Data: make([]byte, 10), Alt: "a chart", Inline: true},
		{Name: "odds_chart.png", Data: make([]byte, 10)},
		{Name: "big.json", Data: make([]byte, 101), Text: reply.Lines("too big to attach")},
	}}
	m := encode(r, layout{fileBytes: 100})
	if len(m.files) != 2 || m.files[0].Name != "odds_chart.png" || m.files[1].Name == m.files[0].Name {
		t.Errorf("files %+v", m.Attachments)
	}
	if m.Embeds[0].Image.URL != "attachment://odds_chart.png" || m.Attachments[0].Description != "a chart" {
		t.Errorf("picture %+v, %+v", m.Embeds[0].Image, m.Attachments[0])
	}
	if !strings.Contains(m.Embeds[0].Description, "too big") || !slices.Contains(m.cut, "file") {
		t.Errorf("a file that doesn't fit leaves %q, %v", m.Embeds[0].Description, m.cut)
	}
	if m = encode(r, layout{plain: true}); len(m.files) != 0 {
		t.Error("files go where none may")
	}
}

func TestEmptyReplySaysSomething(t *testing.T) {
	t.Parallel()
	if m := encode(reply.Reply{}, layout{}); m.Embeds[0].Description == "" {
		t.Error("Discord refuses empty messages")
	}
	if m := encode(reply.Reply{}, layout{plain: true}); m.Content == "" {
		t.Error("Discord refuses empty messages")
	}
}
