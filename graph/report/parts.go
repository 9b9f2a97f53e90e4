package report

import "partnergraph/graph/message"

// part is one of the four parts of the bureau's report.
type part struct {
	title    message.Text
	sections []section
}

// section writes the paragraphs of a section; none where nothing is known.
type section struct {
	title message.Text
	write func(composer) []Paragraph
}

// The parts and sections in the order of the bureau's own report.
var parts = []part{
	{message.Text{ZH: "高新技术产业", EN: "High-tech industry"}, []section{
		{message.Text{ZH: "激励政策", EN: "Incentive policies"}, composer.policies},
		{message.Text{ZH: "企业服务与产学研对接", EN: "Enterprises and their partners"}, composer.partnerships},
		{message.Text{ZH: "创新平台", EN: "Innovation platforms"}, composer.platforms},
	}},
	{message.Text{ZH: "创新指标、专利与成果转化", EN: "Indicators, patents and transfer"}, []section{
		{message.Text{ZH: "创新指标", EN: "Indicators"}, composer.indicators},
		{message.Text{ZH: "专利与知识产权保护", EN: "Patents and their protection"}, composer.patents},
		{message.Text{ZH: "技术交易与成果转化", EN: "Technology transactions"}, composer.transactions},
	}},
	{message.Text{ZH: "农村科技", EN: "Rural science and technology"}, []section{
		{message.Text{ZH: "信息服务站点", EN: "Information services"}, composer.stations},
		{message.Text{ZH: "星创天地", EN: "Rural maker spaces"}, composer.makerSpaces},
		{message.Text{ZH: "科技扶贫", EN: "Support of poor villages"}, composer.support},
		{message.Text{ZH: "科技特派员", EN: "Commissioners"}, composer.commissioners},
	}},
	{message.Text{ZH: "创新创业", EN: "Innovation and entrepreneurship"}, []section{
		{message.Text{ZH: "失效专利利用", EN: "Lapsed patents"}, composer.lapsedPatents},
		{message.Text{ZH: "宣传、竞赛与展会", EN: "Campaigns, competitions and expos"}, composer.campaigns},
		{message.Text{ZH: "科技下乡", EN: "Trips to villages"}, composer.villageTrips},
		{message.Text{ZH: "科技培训", EN: "Training"}, composer.trainings},
	}},
}
