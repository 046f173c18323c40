package theme

import (
	"fmt"
	"html/template"
	"regexp"
	"text/template/parse"
)

// tidy makes a template small and quick: {{t "key"}} becomes its text, so that
// no call is left of it and a missing word is found at once; indentation and
// empty lines go. A line break stays one, for what it parts.
func tidy(tree *parse.Tree, words words) error {
	return tidyList(tree, tree.Root, words)
}

var breaks = regexp.MustCompile(`[ \t]*\n\s*`)

func tidyList(tree *parse.Tree, list *parse.ListNode, words words) error {
	if list == nil {
		return nil
	}
	for i, n := range list.Nodes {
		var err error
		switch n := n.(type) {
		case *parse.TextNode:
			n.Text = breaks.ReplaceAll(n.Text, []byte("\n"))
		case *parse.ActionNode:
			key, ok := wordKey(n)
			if !ok {
				if len(words.page.Texts) == 0 {
					unsay(n)
				}
				continue
			}
			s, missing := words.get(key)
			if missing != nil {
				at, _ := tree.ErrorContext(n)
				return fmt.Errorf("%s: %w", at, missing)
			}
			list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(template.HTMLEscapeString(s))}
		case *parse.IfNode:
			err = tidyBranch(tree, &n.BranchNode, words)
		case *parse.RangeNode:
			err = tidyBranch(tree, &n.BranchNode, words)
		case *parse.WithNode:
			err = tidyBranch(tree, &n.BranchNode, words)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func tidyBranch(tree *parse.Tree, b *parse.BranchNode, words words) error {
	if err := tidyList(tree, b.List, words); err != nil {
		return err
	}
	return tidyList(tree, b.ElseList, words)
}

// unsay turns {{say .Text}} into {{.Text}}, for a language that says all in
// English: a page has a hundred of them, and calls are dear.
func unsay(n *parse.ActionNode) {
	if len(n.Pipe.Cmds) != 1 || len(n.Pipe.Cmds[0].Args) != 2 {
		return
	}
	cmd := n.Pipe.Cmds[0]
	if name, ok := cmd.Args[0].(*parse.IdentifierNode); ok && name.Ident == "say" {
		cmd.Args = cmd.Args[1:]
	}
}

// wordKey is the key of an action that is nothing but {{t "key"}}.
func wordKey(n *parse.ActionNode) (string, bool) {
	if len(n.Pipe.Decl) != 0 || len(n.Pipe.Cmds) != 1 || len(n.Pipe.Cmds[0].Args) != 2 {
		return "", false
	}
	name, ok := n.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	key, isText := n.Pipe.Cmds[0].Args[1].(*parse.StringNode)
	if !ok || !isText || name.Ident != "t" {
		return "", false
	}
	return key.Text, true
}
