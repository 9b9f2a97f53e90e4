package graph

import (
	"context"

	"partnergraph/graph/message"
	"partnergraph/graph/network"
	"partnergraph/graph/plan"
)

// maxEvidence is the most agreements and platforms that a common partner shows for each side.
const maxEvidence = 5

// commonPartners works out the field of that name.
func (r *Resolver) commonPartners(ctx context.Context, view *network.View, arguments plan.Arguments) (any, error) {
	var both [2]network.Node
	for i, name := range []string{"of", "and"} {
		node, found := view.Node(arguments.Text(name))
		if !found || !r.model.Node("Organization").Is(node.Type.Name) {
			return nil, notFound(name)
		}
		both[i] = node
	}
	if view.SameHouse(both[0], both[1]) {
		text := message.Text{ZH: "与 of 是同一机构，或同属一个机构", EN: "is the same organization as of, or belongs to the same one"}
		return nil, &Refusal{Code: "INVALID", Field: "and", Text: text}
	}
	common := view.CommonPartners(both[0].ID, both[1].ID, maxEdges)
	page, err := ranked{
		count: len(common.Partners),
		place: func(i int) (string, float64) { return common.Partners[i].ID, common.Partners[i].Score },
		show:  func(i int) (any, plan.Object) { return commonPartner(common, common.Partners[i]), plan.Object{} },
	}.page(ctx, r.compiler.Cursors, "commonPartners", arguments)
	if err != nil {
		return nil, err
	}
	page["truncated"] = common.Truncated
	return page, nil
}

func commonPartner(common network.Common, partner network.CommonPartner) plan.Object {
	withOf, ofCount := common.Shared(partner, 0, maxEvidence)
	withAnd, andCount := common.Shared(partner, 1, maxEvidence)
	return plan.Object{
		"organization": partner.ID, "score": partner.Score,
		"withOf": withOf, "withOfCount": ofCount, "withAnd": withAnd, "withAndCount": andCount,
	}
}
