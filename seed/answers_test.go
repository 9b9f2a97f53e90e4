package seed

// answers are the facts of the source, the operation that asks for each, and its answer as compacted writes it.
var answers = []answer{
	{
		"1.1 new high-tech enterprises are rewarded",
		`{ policyRules(where: {condition: {eq: NEWLY_CERTIFIED_HIGH_TECH}}) { nodes { amount frequency policy { title } citations { locator } } } }`,
		`{policyRules:[{amount:100000.00,citations:[{locator:1.1}],frequency:ONCE,policy:{title:XX县帮扶工业企业十条}}]}`,
	},
	{
		"1.1 new equipment is rewarded",
		`{ policyRules(where: {condition: {eq: EQUIPMENT_INVESTMENT}}) { nodes { basis rate threshold cap deductsSubsidies frequency policy { title } } } }`,
		`{policyRules:[{basis:RATE,cap:1000000.00,deductsSubsidies:true,frequency:YEARLY,policy:{title:XX县帮扶工业企业十条},rate:0.0200,threshold:3000000.00}]}`,
	},
	{
		"1.1 patents and awards are rewarded",
		`{ policies(where: {title: {contains: "奖励办法"}}) { nodes { title revisedOn rules(orderBy: [{field: CONDITION}]) { nodes { condition basis amount } } } } }`,
		`{policies:[{revisedOn:2020,rules:[{amount:5000.00,basis:PER_ITEM,condition:INNOVATION_AWARD},{amount:3000.00,basis:PER_ITEM,condition:INVENTION_APPLICATION},{amount:3000.00,basis:PER_ITEM,condition:INVENTION_GRANT}],title:XX县科学技术奖励办法}]}`,
	},
	{
		"1.1 taxes are reduced",
		`{ policies(where: {kind: {eq: TAX}}, orderBy: [{field: TITLE}]) { nodes { administrators { nodes { name } } rules(orderBy: [{field: CONDITION}]) { nodes { condition basis } } } } }`,
		`{policies:[{administrators:[税务部门,县科工局],rules:[{basis:BY_LAW,condition:HIGH_TECH_ENTERPRISE},{basis:BY_LAW,condition:RESEARCH_EXPENSE}]}]}`,
	},
	{
		"1.1 incentive funds",
		`{ indicatorValues(where: {indicator: {is: {code: {eq: "INCENTIVE_FUNDS"}}}}, orderBy: [{field: PERIOD}]) { nodes { period basis value { value precision unit asWritten } growth growthAsWritten citations { locator kind } } } }`,
		`{indicatorValues:[{basis:STATED,citations:[{kind:STATED,locator:1.1}],growth:null,growthAsWritten:null,period:2020,value:{asWritten:205万元,precision:EXACT,unit:元,value:2050000}}]}`,
	},
	{
		"1.2 visits and round-tables",
		`{ visits(orderBy: [{field: KIND}]) { nodes { kind heldOn visitors { nodes { name } } citations { locator } } } }`,
		`{visits:[{citations:[{locator:1.2}],heldOn:2020,kind:ROUND_TABLE,visitors:[县科工局]},{citations:[{locator:1.2}],heldOn:2020,kind:VISIT,visitors:[县科工局]}]}`,
	},
	{
		"1.2 contacts for project matching",
		`{ events(where: {kind: {eq: MATCHMAKING}}) { nodes { participants(orderBy: [{field: NAME}]) { nodes { name kind } } citations { locator } } } }`,
		`{events:[{citations:[{locator:1.2}],participants:[{kind:RESEARCH_INSTITUTE,name:中航所},{kind:UNIVERSITY,name:北京化工大学},{kind:UNIVERSITY,name:北京理工大学}]}]}`,
	},
	{
		"1.2 three agreements",
		`{ agreements(where: {kind: {eq: INDUSTRY_ACADEMIA}}, orderBy: [{field: TITLE}]) { nodes { status signedOn parties(orderBy: [{field: NAME}]) { nodes { name } } citations { locator } } } indicatorValues(where: {indicator: {is: {code: {eq: "INDUSTRY_ACADEMIA_AGREEMENTS"}}}}) { nodes { value { value unit } } } }`,
		`{agreements:[{citations:[{locator:1.2}],parties:[中泰公司,湖南林科大],signedOn:2020,status:SIGNED},{citations:[{locator:1.2}],parties:[中航究研究所,中航精工],signedOn:2020,status:SIGNED},{citations:[{locator:1.2}],parties:[安塑环保,湖南文理学院],signedOn:2020,status:SIGNED}],indicatorValues:[{value:{unit:项,value:3}}]}`,
	},
	{
		"1.3 incubator",
		`{ agreements(where: {kind: {eq: OPERATING_SERVICE}}) { nodes { parties(orderBy: [{field: NAME}]) { edges { role node { name } } } } } platforms(where: {kind: {eq: INCUBATION_BASE}}) { nodes { name state supportedBy(where: {kind: {eq: RESEARCH_CENTRE}}) { totalCount } citations { locator } } } }`,
		`{agreements:[{parties:{edges:[{node:县科工局,role:DEMAND},{node:正润创服公司,role:OPERATOR}]}}],platforms:[{citations:[{locator:1.3}],name:XX新材料产业创新孵化基地,state:PLANNED,supportedBy:{totalCount:3}}]}`,
	},
	{
		"1.3 innovation team",
		`{ platforms(where: {kind: {eq: INNOVATION_TEAM}}) { nodes { name level organizations(edge: {role: {eq: FOUNDER}}, orderBy: [{field: NAME}]) { nodes { name } } citations { locator } } } }`,
		`{platforms:[{citations:[{locator:1.3}],level:CITY,name:常德市塑料循环利用重点创新团队,organizations:[安福环保,湖南文理学院化工学院]}]}`,
	},
	{
		"1.3 engineering technology centre",
		`{ platforms(where: {kind: {eq: ENGINEERING_CENTRE}}) { nodes { name organizations(edge: {role: {eq: FOUNDER}}, orderBy: [{field: NAME}]) { nodes { name } } citations { locator } } } }`,
		`{platforms:[{citations:[{locator:1.3}],name:饱和蒸汽洗应用工程技术中心,organizations:[中航所,中航精工]}]}`,
	},
	{
		"2.1 statistics training",
		`{ events(where: {title: {eq: "全县工业统计培训班"}}) { nodes { kind startsOn organizers(orderBy: [{field: NAME}]) { nodes { name } } participants { edges { role person node { name } } } citations { locator } } } }`,
		`{events:[{citations:[{locator:2.1}],kind:TRAINING,organizers:[县科工局,县统计局],participants:{edges:[{node:市统计局,person:业务科科长,role:SPEAKER}]},startsOn:2020}]}`,
	},
	{
		"2.1 cadence of follow-up",
		`{ indicators(where: {cadence: {isNull: false}}, orderBy: [{field: CODE}]) { nodes { name cadence followedUpBy { name } } } }`,
		`{indicators:[{cadence:QUARTERLY,followedUpBy:县科工局,name:高新技术产业增加值},{cadence:MONTHLY,followedUpBy:县科工局,name:全社会研发经费支出}]}`,
	},
	{
		"2.1 newly covered enterprises",
		`{ indicatorValues(where: {indicator: {is: {code: {eq: "NEW_HIGH_TECH_STATISTICS"}}}}, orderBy: [{field: PERIOD}]) { nodes { period basis value { value precision unit asWritten } growth growthAsWritten citations { locator kind } } } }`,
		`{indicatorValues:[{basis:STATED,citations:[{kind:STATED,locator:2.1}],growth:null,growthAsWritten:null,period:2020,value:{asWritten:26家,precision:EXACT,unit:家,value:26}}]}`,
	},
	{
		"2.1 R&D expenditure",
		`{ indicatorValues(where: {indicator: {is: {code: {eq: "RD_EXPENDITURE"}}}}, orderBy: [{field: PERIOD}]) { nodes { period basis value { value precision unit asWritten } growth growthAsWritten citations { locator kind } } } }`,
		`{indicatorValues:[{basis:DERIVED,citations:[{kind:INFERRED,locator:2.1}],growth:null,growthAsWritten:null,period:2019,value:{asWritten:null,precision:ABOUT,unit:元,value:181000000}},{basis:STATED,citations:[{kind:STATED,locator:2.1}],growth:77.00,growthAsWritten:77%,period:2020,value:{asWritten:3.2亿元,precision:EXACT,unit:元,value:320000000}}]}`,
	},
	{
		"2.1 high-tech output",
		`{ indicatorValues(where: {indicator: {is: {code: {eq: "HIGH_TECH_OUTPUT"}}}}, orderBy: [{field: PERIOD}]) { nodes { period basis value { value precision unit asWritten } growth growthAsWritten citations { locator kind } } } }`,
		`{indicatorValues:[{basis:DERIVED,citations:[{kind:INFERRED,locator:2.1}],growth:null,growthAsWritten:null,period:2019,value:{asWritten:null,precision:ABOUT,unit:元,value:4210000000}},{basis:STATED,citations:[{kind:STATED,locator:2.1}],growth:78.00,growthAsWritten:78%,period:2020,value:{asWritten:75亿元,precision:EXACT,unit:元,value:7500000000}}]}`,
	},
	{
		"2.1 high-tech value added",
		`{ indicatorValues(where: {indicator: {is: {code: {eq: "HIGH_TECH_VALUE_ADDED"}}}}, orderBy: [{field: PERIOD}]) { nodes { period basis value { value precision unit asWritten } growth growthAsWritten citations { locator kind } } } }`,
		`{indicatorValues:[{basis:DERIVED,citations:[{kind:INFERRED,locator:2.1}],growth:null,growthAsWritten:null,period:2019,value:{asWritten:null,precision:ABOUT,unit:元,value:1020000000}},{basis:STATED,citations:[{kind:STATED,locator:2.1}],growth:68.00,growthAsWritten:68%,period:2020,value:{asWritten:17.2元,precision:EXACT,unit:元,value:1720000000}}]}`,
	},
	{
		"2.2 publicity campaigns",
		`{ events(where: {title: {eq: "知识产权宣传活动"}}) { nodes { kind startsOn occurrences { value precision unit } leaflets { value precision unit } audience citations { locator } } } }`,
		`{events:[{audience:园区、企业、学校、社区,citations:[{locator:2.2}],kind:CAMPAIGN,leaflets:{precision:AT_LEAST,unit:份,value:3000},occurrences:{precision:EXACT,unit:次,value:4},startsOn:2020}]}`,
	},
	{
		"2.2 major projects applied for",
		`{ projectApplications(where: {level: {eq: PROVINCE}}, orderBy: [{field: TITLE}]) { nodes { programme state applicants { nodes { name } } assistedBy { name } citations { locator } } } }`,
		`{projectApplications:[{applicants:[中航精工],assistedBy:县科工局,citations:[{locator:2.2}],programme:省级重大专项,state:SUBMITTED},{applicants:[奔骥环保],assistedBy:县科工局,citations:[{locator:2.2}],programme:省级重大专项,state:SUBMITTED},{applicants:[祥民制药],assistedBy:县科工局,citations:[{locator:2.2}],programme:省级重大专项,state:SUBMITTED}]}`,
	},
	{
		"2.2 patent applications",
		`{ all: indicatorValues(where: {indicator: {is: {code: {eq: "PATENT_APPLICATIONS"}}}}, orderBy: [{field: PERIOD}]) { nodes { period basis value { value precision unit asWritten } growth growthAsWritten citations { locator kind } } } inventions: indicatorValues(where: {indicator: {is: {code: {eq: "INVENTION_PATENT_APPLICATIONS"}}}}, orderBy: [{field: PERIOD}]) { nodes { period basis value { value precision unit asWritten } growth growthAsWritten citations { locator kind } } } }`,
		`{all:[{basis:DERIVED,citations:[{kind:INFERRED,locator:2.2}],growth:null,growthAsWritten:null,period:2019,value:{asWritten:null,precision:ABOUT,unit:件,value:112}},{basis:STATED,citations:[{kind:STATED,locator:2.2}],growth:83.90,growthAsWritten:83.9%,period:2020,value:{asWritten:206件,precision:EXACT,unit:件,value:206}}],inventions:[{basis:DERIVED,citations:[{kind:INFERRED,locator:2.2}],growth:null,growthAsWritten:null,period:2019,value:{asWritten:null,precision:ABOUT,unit:件,value:30}},{basis:STATED,citations:[{kind:STATED,locator:2.2}],growth:86.70,growthAsWritten:86.7,period:2020,value:{asWritten:56件,precision:EXACT,unit:件,value:56}}]}`,
	},
	{
		"2.2 enforcement",
		`{ events(where: {topics: {has: "打击侵犯知识产权和制售假冒商品"}}, orderBy: [{field: KIND}]) { nodes { kind occurrences { value precision unit } goodsChecked { value precision unit } cases { value precision unit } places(orderBy: [{field: NAME}]) { nodes { name } } participants { nodes { name } } citations { locator } } } }`,
		`{events:[{cases:{precision:AT_LEAST,unit:起,value:50},citations:[{locator:2.2}],goodsChecked:{precision:AT_LEAST,unit:种,value:300},kind:ENFORCEMENT,occurrences:{precision:EXACT,unit:次,value:8},participants:[],places:[合口镇,安福镇,新安镇]},{cases:null,citations:[{locator:2.2}],goodsChecked:null,kind:MEETING,occurrences:null,participants:[全县知识产权和打击侵权假冒工作领导小组],places:[XX县]}]}`,
	},
	{
		"2.3 city trading platform",
		`{ platforms(where: {kind: {eq: TRADING_PLATFORM}, level: {eq: CITY}}) { nodes { name organizations(edge: {role: {eq: OPERATOR}}) { nodes { name } } citations { locator } } } }`,
		`{platforms:[{citations:[{locator:2.3}],name:市局网上技术交易平台,organizations:[市局]}]}`,
	},
	{
		"2.3 transfer centre",
		`{ platforms(where: {kind: {eq: TRANSFER_CENTRE}}) { nodes { name state level citations { locator } } } }`,
		`{platforms:[{citations:[{locator:2.3}],level:COUNTY,name:XX县科技成果转移转化中心,state:BUILDING}]}`,
	},
	{
		"2.3 technology trade",
		`{ agencies: indicatorValues(where: {indicator: {is: {code: {eq: "TECHNOLOGY_TRADE_AGENCIES"}}}}, orderBy: [{field: PERIOD}]) { nodes { period basis value { value precision unit asWritten } growth growthAsWritten citations { locator kind } } } volume: indicatorValues(where: {indicator: {is: {code: {eq: "TECHNOLOGY_TRADE_VOLUME"}}}}, orderBy: [{field: PERIOD}]) { nodes { period basis value { value precision unit asWritten } growth growthAsWritten citations { locator kind } } } }`,
		`{agencies:[{basis:STATED,citations:[{kind:STATED,locator:2.3}],growth:null,growthAsWritten:null,period:2020,value:{asWritten:30多家,precision:AT_LEAST,unit:家,value:30}}],volume:[{basis:STATED,citations:[{kind:STATED,locator:2.3}],growth:null,growthAsWritten:null,period:2020,value:{asWritten:7000多万元,precision:AT_LEAST,unit:元,value:70000000}}]}`,
	},
	{
		"3.1 information service",
		`{ platforms(where: {kind: {in: [SERVICE_STATION, DISTANCE_LEARNING]}}, orderBy: [{field: KIND}]) { nodes { name kind citations { locator } } } organizations(where: {name: {eq: "科技专家服务团"}}) { nodes { name } } }`,
		`{organizations:[科技专家服务团],platforms:[{citations:[{locator:3.1}],kind:DISTANCE_LEARNING,name:农村远教“12396”},{citations:[{locator:3.1}],kind:SERVICE_STATION,name:农村农业信息化服务站点}]}`,
	},
	{
		"3.1 new demonstration bases",
		`{ platforms(where: {kind: {eq: DEMONSTRATION_BASE}, establishedOn: {eq: "2020"}}, orderBy: [{field: NAME}]) { nodes { name place { name } citations { locator } } } }`,
		`{platforms:[{citations:[{locator:3.1}],name:佘市铁皮石斛特色产业示范基地服务站点,place:佘市},{citations:[{locator:3.1}],name:四新岗生态水稻特色产业示范基地服务站点,place:四新岗},{citations:[{locator:3.1}],name:梅林果业特色产业示范基地服务站点,place:XX县}]}`,
	},
	{
		"3.2 rural maker space",
		`{ platforms(where: {kind: {eq: MAKER_SPACE}}) { nodes { name level establishedOn organizations { nodes { name } } citations { locator } } } }`,
		`{platforms:[{citations:[{locator:3.2}],establishedOn:2020,level:CITY,name:梅林果业星创天地,organizations:[梅林果业]}]}`,
	},
	{
		"3.3 poverty support",
		`{ povertySupports { nodes { enterprises(orderBy: [{field: NAME}]) { nodes { name } } places(orderBy: [{field: NAME}]) { nodes { name } } villages { value precision unit } households { value precision unit asWritten } citations { locator } } } }`,
		`{povertySupports:[{citations:[{locator:3.3}],enterprises:[先淘卫浴,梅林果业],households:{asWritten:30多农户,precision:AT_LEAST,unit:户,value:30},places:[刻木山乡,安福镇],villages:{precision:EXACT,unit:个,value:5}}]}`,
	},
	{
		"3.4 commissioners",
		`{ commissionerCohorts(orderBy: [{field: KIND}]) { nodes { kind year selected { value precision unit } enterprises { value precision unit } villages { value precision unit } citations { locator } } } }`,
		`{commissionerCohorts:[{citations:[{locator:3.4}],enterprises:{precision:EXACT,unit:个,value:8},kind:ENTERPRISE,selected:{precision:EXACT,unit:名,value:8},villages:null,year:2020},{citations:[{locator:3.4}],enterprises:null,kind:SCIENCE_AND_TECHNOLOGY,selected:{precision:EXACT,unit:名,value:20},villages:{precision:EXACT,unit:个,value:22},year:2020}]}`,
	},
	{
		"4.1 trading platform and lapsed patents",
		`{ platforms(where: {name: {eq: "科技成果交易平台"}}) { nodes { state } } selected: indicatorValues(where: {indicator: {is: {code: {eq: "LAPSED_PATENTS_SELECTED"}}}}, orderBy: [{field: PERIOD}]) { nodes { period basis value { value precision unit asWritten } growth growthAsWritten citations { locator kind } } } used: indicatorValues(where: {indicator: {is: {code: {eq: "LAPSED_PATENTS_USED"}}}}, orderBy: [{field: PERIOD}]) { nodes { period basis value { value precision unit asWritten } growth growthAsWritten citations { locator kind } } } }`,
		`{platforms:[{state:OPEN}],selected:[{basis:STATED,citations:[{kind:STATED,locator:4.1}],growth:null,growthAsWritten:null,period:2020,value:{asWritten:数百项,precision:AT_LEAST,unit:项,value:200}}],used:[{basis:STATED,citations:[{kind:STATED,locator:4.1}],growth:null,growthAsWritten:null,period:2020,value:{asWritten:2件,precision:EXACT,unit:件,value:2}}]}`,
	},
	{
		"4.2 two campaigns",
		`{ events(where: {title: {eq: "创新创业专题宣传活动"}}) { nodes { kind startsOn venue occurrences { value precision unit } departments { value precision unit } leaflets { value precision unit } people { value precision unit } participants(edge: {role: {eq: EXHIBITOR}}, orderBy: [{field: NAME}]) { nodes { name } } parts(orderBy: [{field: STARTS_ON}]) { nodes { title startsOn } } citations { locator } } } }`,
		`{events:[{citations:[{locator:4.2}],departments:{precision:AT_LEAST,unit:个,value:10},kind:CAMPAIGN,leaflets:{precision:AT_LEAST,unit:份,value:5000},occurrences:{precision:EXACT,unit:次,value:2},participants:[中泰,先淘卫浴,欧亚],parts:[{startsOn:2020,title:科技活动周专题宣传},{startsOn:2020-04-26,title:世界知识产权日专题宣传}],people:{precision:AT_LEAST,unit:人次,value:300},startsOn:2020,venue:县城朝阳广场}]}`,
	},
	{
		"4.2 competitions",
		`{ events(where: {title: {eq: "省、市创新创业大赛"}}) { nodes { kind startsOn levels enterprises { value precision unit } entries(orderBy: [{field: TITLE}]) { nodes { organization { name } } } citations { locator } } } }`,
		`{events:[{citations:[{locator:4.2}],enterprises:{precision:EXACT,unit:家,value:5},entries:[{organization:中泰特装},{organization:先淘卫浴},{organization:康洁母婴}],kind:COMPETITION,levels:[PROVINCE,CITY],startsOn:2020}]}`,
	},
	{
		"4.2 expo",
		`{ events(where: {title: {eq: "上海首届科创园区博览会"}}) { nodes { kind startsOn places { nodes { name } } entries { nodes { organization { name } represents { name } broughtOrders } } citations { locator } } } }`,
		`{events:[{citations:[{locator:4.2}],entries:[{broughtOrders:true,organization:先淘卫浴,represents:常德市}],kind:EXPO,places:[上海市],startsOn:2020}]}`,
	},
	{
		"4.3 trips to villages",
		`{ events(where: {title: {eq: "科技下乡活动"}}) { nodes { kind startsOn occurrences { value precision unit } leaflets { value precision unit } parts { nodes { title kind occurrences { value precision unit } } } citations { locator } } } projectApplications(where: {programme: {eq: "科技计划"}}) { nodes { title state assistedBy { name } citations { locator } } } }`,
		`{events:[{citations:[{locator:4.3}],kind:VILLAGE_TRIP,leaflets:{precision:AT_LEAST,unit:份,value:1000},occurrences:{precision:EXACT,unit:次,value:5},parts:[{kind:TRAINING,occurrences:{precision:EXACT,unit:期,value:4},title:农村实用技术培训班}],startsOn:2020}],projectApplications:[{assistedBy:县科工局,citations:[{locator:4.3}],state:SUBMITTED,title:联系点村科技计划项目（名称未载明）}]}`,
	},
	{
		"4.4 training",
		`{ events(where: {title: {eq: "企业知识产权专题培训班"}}) { nodes { kind startsOn endsOn audience topics organizers { nodes { name } } citations { locator } } } }`,
		`{events:[{audience:园区中小微企业的法人和研发团队负责人,citations:[{locator:4.4}],endsOn:2020-05-19,kind:TRAINING,organizers:[县科工局],startsOn:2020-05-18,topics:[专利申请,专利权质押融资,项目需求,失效专利运用]}]}`,
	},
	{
		"flag 安塑环保／安福环保",
		`{ dataQualityFlags(where: {asWritten: {eq: "安塑环保／安福环保"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:1.2},{locator:1.3}],concerns:{totalCount:2},kind:POSSIBLE_DUPLICATE,reading:两种写法可能指同一企业（都与湖南文理学院合作）；不合并，由工作人员核定。}]}`,
	},
	{
		"flag 中泰公司／中泰／中泰特装",
		`{ dataQualityFlags(where: {asWritten: {eq: "中泰公司／中泰／中泰特装"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:1.2},{locator:4.2}],concerns:{totalCount:3},kind:POSSIBLE_DUPLICATE,reading:三种写法可能指同一企业；不合并，由工作人员核定。}]}`,
	},
	{
		"flag 先淘／先淘卫浴",
		`{ dataQualityFlags(where: {asWritten: {eq: "先淘／先淘卫浴"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:3.3},{locator:4.2}],concerns:{totalCount:1},kind:ALIAS,reading:“先淘”是“先淘卫浴”的简称，记为别名。}]}`,
	},
	{
		"flag 中航究研究所／中航所",
		`{ dataQualityFlags(where: {asWritten: {eq: "中航究研究所／中航所"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:1.2},{locator:1.3}],concerns:{totalCount:2},kind:POSSIBLE_DUPLICATE,reading:“究”字疑为误字，两种写法可能指同一研究所；不合并，由工作人员核定。}]}`,
	},
	{
		"flag 湖南林科大",
		`{ dataQualityFlags(where: {asWritten: {eq: "湖南林科大"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:1.2}],concerns:{totalCount:1},kind:ALIAS,reading:一所湖南林业类高校的简称，全称未写明。}]}`,
	},
	{
		"flag 17.2元",
		`{ dataQualityFlags(where: {asWritten: {eq: "17.2元"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:2.1}],concerns:{totalCount:1},kind:UNIT_MISSING,reading:应为17.2亿元（缺“亿”字）。}]}`,
	},
	{
		"flag 86.7",
		`{ dataQualityFlags(where: {asWritten: {eq: "86.7"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:2.2}],concerns:{totalCount:1},kind:UNIT_MISSING,reading:应为86.7%（缺百分号）。}]}`,
	},
	{
		"flag 合作意向／签订协议",
		`{ dataQualityFlags(where: {asWritten: {eq: "合作意向／签订协议"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:1.2}],concerns:{totalCount:3},kind:STATUS_AMBIGUOUS,reading:同一处既说意向又说签订；按已签订记录，由工作人员核定。}]}`,
	},
	{
		"flag 科技推新奖",
		`{ dataQualityFlags(where: {asWritten: {eq: "科技推新奖"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:1.1}],concerns:{totalCount:1},kind:MISSPELLING,reading:应为“科技创新奖”。}]}`,
	},
	{
		"flag 星创天",
		`{ dataQualityFlags(where: {asWritten: {eq: "星创天"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:3.2}],concerns:{totalCount:1},kind:TRUNCATED,reading:应为“星创天地”。}]}`,
	},
	{
		"flag 新新增",
		`{ dataQualityFlags(where: {asWritten: {eq: "新新增"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:3.1}],concerns:{totalCount:3},kind:MISSPELLING,reading:应为“新增”。}]}`,
	},
	{
		"flag 30多农户",
		`{ dataQualityFlags(where: {asWritten: {eq: "30多农户"}}) { nodes { kind reading concerns { totalCount } citations { locator } } } }`,
		`{dataQualityFlags:[{citations:[{locator:3.3}],concerns:{totalCount:3},kind:MISSPELLING,reading:应为“30多户农户”，即三十户以上（缺量词）。}]}`,
	},
}
