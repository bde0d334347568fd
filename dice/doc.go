// Package dice reads and rolls Feyre's dice notation.
//
//	expr, err := dice.Parse("4d6k3")
//	...
//	result, err := dice.NewRoller(dice.DefaultLimits()).Roll(expr)
//	fmt.Println(expr, result.Rolls[0].Total)
//
// # Grammar
//
//	roll     = [ INT ("#" | "x") ] cond [ "adv" | "dis" ] [ "c" INT ] [ "#" comment ]
//	cond     = test [ ("t" | "?") cond [ ":" cond ] ]
//	test     = sum [ cmp sum ]
//	cmp      = ">" | "<" | ">=" | "<=" | "=" | "==" | "!="
//	sum      = product { ("+" | "-") product }
//	product  = unary { ("*" | "/" | "//" | "%") unary }
//	unary    = { "+" | "-" } operand [ "[" note "]" ]
//	operand  = INT | dice | group | call | name | "(" cond ")"
//	dice     = [ INT | "(" cond ")" ] "d" sides { modifier }
//	sides    = INT | "%" | "F" | "[" face { "," face } "]" | "(" cond ")"
//	face     = [ "-" ] INT
//	group    = "{" cond { "," cond } "}" { modifier }
//	call     = ( "floor" | "ceil" | "round" | "abs" ) "(" cond ")"
//	         | ( "min" | "max" ) "(" cond { "," cond } ")"
//	name     = "@" letter { letter | digit | "_" } [ "(" cond { "," cond } ")" ]
//	modifier = name of a modifier [ [ cmp [ "-" ] ] INT ]
//
// Case and space do not matter, except that a space ends a name and that no
// number holds one. A run of letters is read from its start: the longest word
// or modifier first. Table lists the words, modifiers, operators and functions.
//
// # Readings
//
//   - A comparison directly behind a modifier that tests belongs to that
//     modifier; != is never the test of an explosion.
//   - tN behind a pool or group counts dice while nothing was compared before it
//     in the same test; else t is a then.
//   - An INT before # or x at the very start is a repeat.
//   - dN behind a pool drops the lowest N of more than N dice.
//
// # Parts
//
// Parse makes an Expr, a tree of Nodes that prints back to its source in
// canonical form. A Roller throws its dice and makes a Result, which holds
// every die. What cannot be read or rolled is an *Error: a place, a code with
// arguments, one English sentence, and an expression to type instead.
package dice
