package roll

import (
	"feyre/backend/reply"
	"feyre/backend/text"
	"feyre/dice"
)

// sections are the kinds of rows that the help page shows, each under its title.
func sections() []struct {
	kind  dice.Kind
	title text.ID
} {
	return []struct {
		kind  dice.Kind
		title text.ID
	}{
		{dice.KindDice, text.RollKindDice},
		{dice.KindModifier, text.RollKindModifier},
		{dice.KindOperator, text.RollKindOperator},
		{dice.KindComparison, text.RollKindComparison},
		{dice.KindFunction, text.RollKindFunction},
		{dice.KindWhole, text.RollKindWhole},
	}
}

// maxSection is the most characters that one section's field holds before it goes on in another.
const maxSection = 900

// Reference is the whole notation for the help page, made from the language's own table.
func Reference(say text.Printer) []reply.Field {
	var fields []reply.Field
	for _, section := range sections() {
		field, length := reply.Field{Name: say.Say(section.title)}, 0
		for _, row := range dice.Table() {
			if row.Kind != section.kind {
				continue
			}
			meaning := say.Or(row.Meaning, text.ID("dice.row."+row.Name))
			if length += len(row.Syntax) + len(meaning) + signs; length > maxSection {
				fields = append(fields, field)
				field, length = reply.Field{Name: field.Name + " …"}, 0
			}
			field.Value = append(field.Value, reply.Line{reply.Styled(row.Syntax, reply.Code), reply.Text("  " + meaning)})
		}
		fields = append(fields, field)
	}
	return fields
}
