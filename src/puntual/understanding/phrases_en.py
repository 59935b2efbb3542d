"""What customers write in English, intent by intent. Over folded text with contractions written out."""

from __future__ import annotations

from puntual.domain.reading import Intent

from .lexicon import Lexicon, whole

_INF = (
    r"(?:pay(?: (?:you|it|this|the|off|in full))*|send (?:you |it |the |a )*(?:payment|money|transfer|"
    r"wire)?|transfer(?: (?:it|the|you))*|deposit(?: it)?|settle(?: (?:it|the|this|up))*|wire(?: (?:it|you|"
    r"the))*|clear (?:it|the|this)|make (?:the|a|my|this) (?:payment|transfer|deposit)|take care of (?:it|"
    r"this))"
)
_PAST = (
    r"(?:paid|sent (?:the|you the|a) (?:payment|money|transfer|wire)|transferred|deposited|settled|wired|"
    r"made (?:the|a|my|this) (?:payment|transfer|deposit)|cleared (?:it|the|this))"
)
_WHO = r"(?:i|we|my (?:company|office|accountant)|our (?:company|office|team))"

LEXICON = Lexicon(
    harmless=whole(
        r"do not worry | no worries | no problem | not that i do not want to \w+ | will not let you down | "
        r"will not fail | no doubt | why not | no later than | not a problem | do not mind"
    ),
    sole={
        Intent.OPT_OUT: whole(
            r"stop | stop all | unsubscribe | quit | end | cancel (?:messages|subscription) | remove | opt "
            r"out | stopall"
        ),
        Intent.OPT_IN: whole(r"start | subscribe | unstop"),
        Intent.HUMAN: whole(r"person | agent | human | operator | representative"),
        Intent.BALANCE: whole(r"balance | statement"),
        Intent.PAID: whole(r"paid | already paid | all paid | payment sent | payment made"),
        Intent.WRONG_NUMBER: whole(r"wrong number | wrong person"),
    },
    phrases={
        Intent.OPT_OUT: whole(
            r"(?:stop|quit|cease) (?:texting|messaging|writing|contacting|sending|bothering|emailing|with|"
            r"harassing|these|the|your|all)(?: \w+)? | do not (?:ever )?(?:text|message|write|contact|"
            r"bother|send)(?: to)? (?:me|us)(?! (?:the|an?|until|on)\b)(?: any ?more| again| messages| "
            r"anything)? | unsubscribe | opt(?: me)? out | (?:remove|take|delete|drop) (?:me|us|my "
            r"(?:number|phone|contact|data)|this number) | no (?:more|further) (?:messages|texts|reminders|"
            r"contact) | leave me alone | (?:i )?(?:do not want|no longer want|do not wish)(?: to)? "
            r"(?:receive |get )?(?:any ?more |your |these |more |any )*(?:messages|texts|reminders|to be "
            r"contacted|contact) | i am (?:blocking|going to block) you | i will block"
        ),
        Intent.OPT_IN: whole(
            r"(?:i )?(?:want|agree|would like) to (?:receive|get) (?:your |the )?(?:messages|reminders) "
            r"again | (?:you )?(?:can|may) (?:write|message|text|contact) (?:to )?me again | sign me up "
            r"again | opt me (?:back )?in"
        ),
        Intent.LEGAL_THREAT: whole(
            r"lawyers? | attorneys? | (?:will|going to|gonna|shall|can) sue | sue you | suing | lawsuit | "
            r"legal (?:action|team|counsel|advice|department|proceedings) | in court | to court | small "
            r"claims | report you | cfpb | consumer protection | better business bureau | regulator | "
            r"ombudsman | cease and desist | harassment"
        ),
        Intent.WRONG_NUMBER: whole(
            r"wrong (?:number|person|contact|guy|man|woman|phone) | (?:i am|this is) not (?!able|going|sure|"
            r"paying|happy|ready|available|working|the (?:owner|account)|responsible|a |an |yet|in |at |"
            r"here|interested|well|so |true|correct|right|fair|my (?:invoice|order|debt|bill|problem)|what|"
            r"acceptable|good|possible|how|asking|your|giving|home|feeling|refusing|saying|the amount|the "
            r"price|over)\w+ | do not know (?:who (?:that|this|you|he|she) \w+|that person|this person|him|"
            r"her|any \w+|this company|anyone) | not my (?:number|phone|name) | (?:nobody|no one|noone) "
            r"(?:here )?(?:by|with|called) | this number (?:is not|does not|is mine|belongs to (?:me|"
            r"someone)) | you have the wrong"
        ),
        Intent.THIRD_PARTY: whole(
            r"(?:i am|this is) (?:just )?(?:his|her|the|their|only the|only his|only her) (?:wife|husband|"
            r"son|daughter|brother|sister|mother|father|secretary|assistant|employee|receptionist|partner|"
            r"cousin|friend|roommate|colleague|niece|nephew) | (?:he|she|the owner|the boss|my (?:boss|"
            r"husband|wife|father|mother|son)|mr \w+|mrs \w+|ms \w+) is not (?:here|in|available|home|"
            r"around) | (?:will|can|let me) (?:tell|let|pass it on to|give) (?:him|her|my (?:boss|husband|"
            r"wife)|the message)(?: know)? | (?:he|she) is my (?:husband|wife|boss|father|mother|brother|"
            r"sister|son|daughter|partner) | is my (?:husband|wife|boss|father|mother|brother|sister|son|"
            r"daughter) | no longer works (?:here|with us) | does not work here | am not the owner"
        ),
        Intent.HUMAN: whole(
            r"(?:speak|talk|chat|deal|connect me|put me through) (?:to|with) (?:a|an|some|the|your|real|"
            r"somebody|someone|another)(?: (?:real |actual |live )?(?:person|human|agent|representative|"
            r"manager|supervisor|rep|salesperson|human being))? | (?:call|ring|phone) me | (?:can|could|"
            r"may) (?:someone|somebody|you|anyone) (?:please )?(?:call|ring|phone)(?: me)? | give me a "
            r"(?:call|ring) | (?:someone|somebody|anyone)(?: \w+){0,2} (?:talk|speak) (?:to|with) | who can "
            r"i (?:talk|speak) (?:to|with) | (?:real|actual|live) (?:person|human|agent) | human (?:please|"
            r"agent|being) | (?:want|need|prefer|like) (?:a|to have a) (?:person|human|call|representative) "
            r"| not (?:talk|talking|speak) to a (?:bot|robot|machine)"
        ),
        Intent.ABUSE: whole(
            r"fuck\w* | shit | bullshit | assholes? | bitch\w* | idiots? | morons? | bastards? | screw "
            r"(?:you|off) | go to hell | scammers? | thieves | crooks | stupid | piss off | damn you | "
            r"pathetic | dumb | jerks? | scum | liars?"
        ),
        Intent.HARDSHIP: whole(
            r"lost my (?:job|work) | (?:am|been|got|was) (?:laid off|unemployed|fired|out of work|made "
            r"redundant) | unemployed | in (?:the )?hospital | hospitali[sz]ed | (?:very |seriously |am |is "
            r"|been )(?:ill|sick) | surgery | accident | cancer | passed away | died | death | funeral | "
            r"bankrupt(?:cy)? | insolven\w+ | chapter 11 | receivership | (?:closed|shut down|closing) "
            r"(?:the|my|our) (?:business|shop|store|company) | underage | under age | i am a minor"
        ),
        Intent.DISPUTE: whole(
            r"(?:have |did |has )?(?:not|never) (?:yet )?(?:receive|received|get|got|arrived|arrive|"
            r"delivered|ordered|order|bought|buy|asked for|signed|come)(?: \w+){0,3} (?:goods|order|"
            r"products?|items?|delivery|materials?|service|anything|parts|this|that|shipment) | (?:goods|"
            r"order|products?|items?|delivery|shipment|parts) (?:\w+ )?(?:never|did not|has not|have not|"
            r"not) (?:arriv\w+|come|been delivered|delivered|show\w*) | (?:arrived|came|was|were|is|are|"
            r"delivered) (?:\w+ )?(?:damaged|broken|defective|incomplete|faulty|wrong items|missing)",
            r"do not owe | owe (?:you )?nothing | do not (?:recogni[sz]e|agree) | (?:amount|price|invoice|"
            r"total|balance|bill|charge|figure|sum)(?: \w+)? (?:is |are |was |looks |seems )?(?:wrong|"
            r"incorrect|not right|not correct|not what|too high|duplicated|mistaken|off) | overcharg\w+ | "
            r"charged (?:me |us )?(?:twice|double|too much|extra) | double charge | disput\w+ | not mine | "
            r"not my (?:invoice|order|bill|debt) | (?:still|keep|again|why are you) (?:charging|billing|"
            r"asking|chasing)(?: me| us)? | returned (?:the|it|those|them|everything) | credit note | "
            r"(?:missing|short) (?:items|goods|parts|boxes|products) | order (?:was |has been )?cancel\w+ | "
            r"cancel\w+ (?:the|that|this|my) order | defective | wrong (?:amount|price|invoice|items?|"
            r"product) | until you (?:fix|deliver|replace|resolve|correct|send)",
        ),
        Intent.EXTENSION: whole(
            r"extension | (?:more|some|extra|additional|little|bit of) (?:more )?(?:time|days|weeks) | "
            r"(?:few|couple(?: of)?|another|two|three|one) (?:more )?(?:days|weeks|week) (?:more|extra|to "
            r"pay)? ?(?:please)? | instal+ments? | payment plan | (?:in|into|two|three|split\w* (?:it |into "
            r"|the payment )?(?:in|into)?) (?:parts|two payments|three payments|several payments) | split "
            r"(?:it|the|this|up) | pay (?:it |this )?in (?:parts|two|three|several) | discount | negotiate |"
            r" renegotiate | postpone | defer | delay the payment | push (?:it|the date) | wait (?:a|until|"
            r"till|for me|some) | another date | extend | new terms"
        ),
        Intent.PAYMENT_REFERENCE: whole(
            r"(?:what|which) (?:is|are)? ?(?:your |the )?(?:bank|account|payment|iban|routing|clabe|"
            r"wire)(?: \w+)? ?(?:details|number|info|information|account|reference|methods?|options)? | "
            r"(?:where|how) (?:do|can|should|could|to|may) ?(?:i|we)? ?(?:pay|send|transfer|deposit|make|"
            r"wire|settle) ?(?:it|the|this|you)? | (?:send|give|share|need|tell|provide|resend)(?: me| us)? "
            r"(?:the |your |a |again )*(?:bank|account|payment|wire) (?:details|number|link|info|"
            r"information|reference|instructions|data) | payment (?:link|details|methods|options|"
            r"instructions|reference) | bank details | (?:do you )?(?:accept|take) (?:card|cards|cash|"
            r"paypal|credit cards?|zelle)"
        ),
        Intent.BALANCE: whole(
            r"how much (?:is it|do (?:i|we)|is|are|does|did|i|we|will it)(?: \w+)? ?(?:owe|due|pay|left|"
            r"outstanding|the|total|balance|my)? | what (?:do|does) (?:i|we) (?:still )?owe | (?:what is|"
            r"tell me|check|need|know) (?:my |the |our )(?:current |total |outstanding )?(?:balance|total|"
            r"amount|statement) | my (?:current |outstanding )?balance | account statement | statement of "
            r"account | (?:which|what) invoices (?:are|do) (?:open|due|unpaid|i|we|outstanding|pending)"
        ),
        Intent.INVOICE_COPY: whole(
            r"cop(?:y|ies) of (?:the|my|this|that|your|our|an?|all|invoice|§) | (?:send|resend|email|"
            r"forward|share|get|have|need|want|provide)(?: me| us)? (?:(?:the|my|a|that|this|an|again|"
            r"please|over) )*(?:invoice|pdf|bill|document|receipt|copy)(?!s? (?:is|was|number)) | (?:did "
            r"not|have not|never) (?:receive|received|get|got|gotten|see|seen) (?:the|my|an|any|that|this|"
            r"your) (?:invoice|bill|pdf|document)"
        ),
        Intent.INVOICE_QUESTION: whole(
            r"what (?:is|was|are) (?:this|it|that|the|these)(?: \w+| §+)?(?: invoice| bill| charge)? (?:for|"
            r"about) | what for | what (?:does|do) (?:it|this|the invoice|the|that) (?:\w+ )?(?:include|"
            r"cover|contain) | (?:which|what) (?:invoice|order|purchase|bill|products?|items?) | when (?:is|"
            r"was|does|did|are) (?:it|this|the|that|they)(?: invoice| bill| payment)? (?:due|issued|from|"
            r"expire) | due date | (?:details?|breakdown|explain|explanation|line items)(?: of| on| about| "
            r"for| the)* (?:the |this |that )?(?:invoice|bill|charge|it|this)? | do not (?:remember|recall|"
            r"know|understand) (?:what|which|this|the)"
        ),
    },
    unless={
        Intent.OPT_OUT: whole(
            r"do not stop (?:sending|messaging|writing) | do not (?:want to )?opt out | do not send (?:me "
            r")?(?:the invoice|the bill) | (?:do not|stop|no) (?:text|messag|writ|send|contact|bother)\w*"
            r"(?: \w+){0,3}? (?:on (?:sundays?|saturdays?|weekends?|holidays?)|(?:so|this|too|that) (?:early|late)|"
            r"at (?:this|that) (?:hour|time)|at night|before|after|until)"
        ),
        Intent.HUMAN: whole(
            r"(?:already |have )?(?:spoke|talked|spoken) (?:to|with) | do not call me | (?:need to|have to|"
            r"will|let me) (?:talk|speak) (?:to|with) my"
        ),
        Intent.LEGAL_THREAT: whole(r"of court"),
        Intent.DISPUTE: whole(r"no dispute"),
        Intent.ABUSE: whole(r"no shit"),
    },
    soft_hardship=whole(
        r"(?:cannot|can not|could not|unable to|not able to|am not going to be able to|will not be able "
        r"to)(?: \w+){0,2} (?:pay|afford|make|cover|settle) | cannot afford | (?:do not have|have no|no|out "
        r"of|short on|short of) (?:the |any |enough )?(?:money|cash|funds) | (?:i am|we are) broke | "
        r"(?:money|cash|things|times) (?:is|are) (?:very )?tight | financial (?:difficult\w+|trouble|"
        r"problems|hardship)"
    ),
    paid=whole(
        rf"{_WHO}(?: have| already| just| did)* {_PAST} | already (?:been )?{_PAST} | (?:payment|transfer|"
        rf"wire|invoice|it|this|that|everything|deposit|bill) (?:was|has been|is|were|has already been|is "
        rf"already|was already|got) (?:already |all |fully )?(?:paid|made|sent|settled|done|transferred|"
        rf"deposited|cleared)(?! on the way)",
        r"(?:here is|attached is|attached|sending you|see attached|find attached) (?:the |my |a "
        r")?(?:receipt|proof|payment slip|confirmation|proof of payment|transfer slip) | paid (?:it|this|"
        r"that|yesterday|already|last|in full|on|half|the|you|part|in) | just paid",
    ),
    negated_paid=whole(
        rf"(?:have|has|did|was|were|is|are|am|been) (?:still )?not (?:yet |been )*(?:{_PAST}|pay|paid)?(?: "
        rf"yet)? ?(?:paid)? | not (?:yet )?(?:been )?paid | never paid | (?:will be|to be|get|gets|once|when|"
        rf"until|as soon as|after|if) (?:i |we |am |are |it is |he |they |my client |my customers )*(?:have |"
        rf"has )?(?:get )?paid"
    ),
    commit=whole(
        rf"{_WHO} (?:will|am going to|are going to|shall|would|plan to|intend to|promise to|expect to|am "
        rf"paying|are paying)(?: \w+)? ?(?:{_INF})? | (?:will|going to|promise to|am going to) (?:\w+ "
        rf")?{_INF} | (?:paying|sending it|settling|transferring) (?:it |this |you |the balance )?(?:on|by|"
        rf"tomorrow|today|this|next|in|monday|tuesday|wednesday|thursday|friday)?",
        r"you (?:will|shall) (?:have|get|receive) (?:it|the|your|my)(?: money| payment)? | (?:payment|"
        r"transfer|money) (?:will be|is scheduled|is programmed|goes out|is going out|is coming|will go)(?: "
        r"\w+)? | i promise | without fail | (?:is )?scheduled for | count on (?:it|my|the) | let me pay | "
        r"i confirm (?:the |my )?payment",
    ),
    can=whole(
        rf"(?:can|could|want to|hope to|try to|need to|able to|have to|would like to) (?:\w+ )?{_INF} | {_INF}"
    ),
    negated_commit=whole(
        rf"(?:will|am|are|is|would|shall|do|going) (?:definitely |simply )?(?:not|never) (?:going to |ever |"
        rf"want to |plan to |intend to |be )*(?:{_INF}|paying|send) | never (?:going to )?(?:{_INF}) | "
        rf"refuse to | not paying | not a (?:cent|dime|penny|dollar) | no way i (?:am|will)"
    ),
    negated_can=whole(r"(?:cannot|can not|could not|unable to|not able to|will not be able to)"),
    condition=whole(
        r"as soon as | when (?:i|my|we|the|they) (?:get|am|are|receive|can|sell|have|client|customers?) | "
        r"once (?:i|my|we|the|they) | if (?:i|my|we|the|they|all|everything) | after (?:i|my|we) (?:get|am|"
        r"are|receive) | it depends | depending on | hopefully"
    ),
    until=whole(r"until | till | before"),
    rest=whole(r"the rest | the remaind\w+ | the other (?:half|part) | what is left"),
    instead=whole(r"better | rather | instead | make it | let us say | would be | how about | prefer"),
    yes=whole(
        r"yes+ | sure | agreed | i agree | correct | right | that is right | ok | fine | sounds good | of "
        r"course | confirmed | i confirm | deal | speaking | this is (?:he|she|me) | it is me | that is me |"
        r" absolutely | perfect | alright | works for me | that works | yes please | i accept | accepted | "
        r"done | 👍 | 👌 | ✅"
    ),
    no=whole(
        r"no | nope | not really | i do not agree | negative | no way | i cannot | do not agree | not me"
    ),
    polite=whole(
        r"hello | hi+ | hey | good (?:morning|afternoon|evening|day|night) | thanks?(?: you)?(?: (?:so|"
        r"very) much| a lot)? | thank you(?: for (?:the|your|letting me know|reaching out|letting)(?: "
        r"(?:reminder|message|patience|notice|me know))?)? | ok | noted | received | understood | got it | "
        r"great | perfect | fine | sure | please | sorry(?: for the delay)? | cheers | regards | best "
        r"regards | have a (?:nice|good|great) (?:day|one|weekend) | you too | welcome | no worries | will "
        r"check | i will check | let me check | how are you | sir | madam | dear | all good | very | for "
        r"the reminder | for letting me know | bye | all right | will do"
    ),
    itself=whole(
        r"(?:yes )?(?:speaking|this is (?:he|she|me)|it is me|that is me|i am (?:he|she|the owner|the "
        r"account holder))"
    ),
    conjunction=whole(r"and | but | so | although | however"),
)
