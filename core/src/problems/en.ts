/** A sentence for every refusal, by its code; `{{name}}` stands for the value of that name. */
export const EN = {
  request: {
    invalid: "The request is not right ({{place}}: {{reason}}).",
    "not-found": "This does not exist or has been replaced.",
    "too-large":
      "This is larger than the limit of {{maxBytes}} bytes: make it smaller and try again.",
    "header-too-large": "The headers are larger than the limit of {{maxBytes}} bytes.",
    "too-slow": "The request took too long to arrive.",
  },
  server: {
    fault: "The server had a fault. Please try again shortly.",
  },
  db: {
    restarting: "The database is recovering. Please try again in a moment.",
    "disk-full":
      "The server's disk is full, nothing was saved: ask the administrator to make room, then try again.",
  },
  network: {
    unreachable: "The server cannot be reached. Check the network.",
  },
  access: {
    "signed-out": "Your session has ended. Please sign in again.",
    "wrong-password": "Account or password is not right.",
    "too-many-attempts": "Too many tries. Please wait {{seconds}} seconds.",
    busy: "Very many people are signing in. Please try again in a few seconds.",
    forbidden: "Your duty does not allow this. Please ask your district administrator.",
    "password-change-due": "This password was set by somebody else: please choose your own first.",
    "password-short":
      "The password is too short: at least {{least}} characters. A few unrelated words or a sentence will do.",
    "password-long": "The password is too long.",
    "password-common":
      "This password is on a list of common ones that are tried first: choose another.",
    "password-own-name":
      "The password is mostly your login, your name or the product's: choose another.",
    "password-plain": "The password only repeats or counts characters: choose another.",
    "set-up-closed":
      "The first set-up is done, or the link has expired: use the one that was printed last where the server was started.",
    "login-taken": "The login {{login}} is taken: choose another.",
    "unknown-person": "There is no such person in your area.",
    "preview-stale": "Something has changed since you looked: please look again before saving.",
    "unknown-object": "What you ask about does not exist, or is not in your area.",
    "unknown-role": "There is no role called {{role}}.",
    "unknown-area": "This area does not exist, or is not yours.",
    "bad-dates": "A duty's end {{validTo}} must come after its beginning {{validFrom}}.",
    "shared-account":
      "This person also holds duties outside your area: ask the administrator above you.",
    "own-account":
      "Nobody closes their own account or ends their own administration: ask another administrator.",
    "cross-site": "The request came from an unknown place. Reload the page and try again.",
    "other-account": "Somebody else has signed in on this browser; nothing was sent as them.",
    "bad-key": "The interface key is not right.",
    "key-ended": "The interface key has expired or was revoked. Ask the administrator for another.",
    "key-address": "This interface key may not be used from this network address.",
    "key-unanswered":
      "No administrator answers for this interface key. Somebody who administers its area can take it over on the page of keys.",
    "key-in-address":
      "An interface key has no place in an address, which stays in logs everywhere. Send it as Authorization: Bearer, and replace this one.",
    "two-credentials": "One request, one identity: a session or an interface key, not both.",
    "not-for-keys": "Only somebody who is signed in may do this; an interface key may not.",
    "unknown-key": "There is no such interface key, or it is not in your area.",
    "shared-key":
      "This interface key is for areas outside yours too. Ask the administrator above you.",
    "bad-address-range": "{{range}} is no network address or range, such as 10.20.0.0/16.",
    "bad-expiry": "The expiry must lie in the future, at most {{mostDays}} days from now.",
    "unknown-duty":
      "There is no such duty, or it is not your own. A duty held on somebody's behalf cannot be handed on.",
    "unknown-delegation": "There is no such delegation.",
    "not-a-colleague":
      "A duty can be handed to a colleague with a duty nearby, and not to oneself.",
    "delegation-area": "Only areas inside that of your duty can be handed on.",
    "delegation-category": "Only classes of your duty can be handed on.",
    "delegation-dates": "The end must be later than the beginning, and later than now.",
    "delegation-too-long":
      "A delegation lasts {{mostDays}} days at most. For longer, let the administrator give a duty.",
    "too-many-delegations": "At most {{most}} delegations at a time. End those no longer needed.",
    "personal-text":
      "“{{masked}}” looks like an identity, card or telephone number, which is not stored: remove or cover it.",
    "secret-key-missing":
      "The server has no key to keep such a secret with: the operator sets ONEGRID_SECRET_KEY and starts it again.",
    "secret-unreadable":
      "The server's key is not the one this secret was kept with: the operator brings the former key back (secret.key or ONEGRID_SECRET_KEY).",
    "wrong-code":
      "The code is wrong or was used already: wait for the next one in your authenticator.",
    "step-over": "The sign-in took too long: give your login and password again.",
    "factor-due": "This installation asks for one-time codes: set them up in your account first.",
    "factor-demanded":
      "This installation asks for one-time codes: they cannot be switched off, only moved to another device.",
    "factor-off": "This account has no one-time codes.",
    "enrolment-over": "Setting up took too long, or was begun again: start anew.",
    "sso-off": "Single sign-on is not configured here.",
    "sso-away": "Single sign-on cannot be reached: try again later, or sign in with your password.",
    "sso-over":
      "This single sign-on is over (too late, used already, or not begun in this browser): start it again.",
    "sso-refused":
      "Single sign-on was not accepted: try again, and tell your administrator if it goes on.",
    "sso-no-account":
      "Single sign-on went well, but no account here is open to you: ask your administrator.",
  },
  tiles: {
    stale: "The map data has changed; the new version is being loaded.",
    "unknown-layer": "There is no layer {{layer}}.",
  },
  coverage: {
    "bad-limit": "The limit {{limit}} is out of range; it must be between {{min}} and {{max}}.",
    "bad-speed":
      "The speed of {{metresPerSecond}} m/s is out of range; it must be between {{min}} and {{max}}.",
    "no-buildings":
      "There are no buildings yet, so nothing can be counted. Import buildings and roads first.",
    "no-ways": "There is no walking network where the buildings are. Import roads first.",
    "bad-position":
      "Way {{wayId}} has a wrong position. Check its coordinate system and import it again.",
    "too-large":
      "The network is too large ({{nodes}} nodes, at most {{maxNodes}}). Import one district at a time.",
    "too-wide":
      "The network is {{kilometres}} km wide: most likely a stray position or a wrong coordinate system.",
    "bad-hours":
      "The opening hours “{{text}}” are not understood. Write “Mo-Fr 08:30-17:30”, or leave them empty when unknown.",
    "bad-moment":
      "“{{text}}” is no hour. Write “Tue 20:00”, “holiday 10:00” or “2026-10-01 10:00”.",
    "unknown-area":
      "Area {{areaId}} is not in this result; it may lie outside your jurisdiction. Choose another from the list.",
    "computing-stopped":
      "The computation broke off without a result: the thread that computes has ended and starts anew. Try again; if it keeps happening, ask the administrator to look at the server's memory and log.",
    "live-too-large":
      "This ground is too large to try changes out in a browser ({{buildings}} buildings and {{nodes}} nodes; at most {{mostBuildings}} and {{mostNodes}}). Use an account that answers for a smaller part, such as a street.",
    "unknown-key": "The data have changed; computing again.",
    "unknown-building":
      "Building {{buildingId}} is not in this result; it may lie outside your jurisdiction.",
    "scenario-too-long":
      "A scenario holds at most {{most}} changes; this one has {{changes}}. Keep it as two.",
    "scenario-unknown":
      "The scenario speaks of something that is not there ({{thing}} {{id}}). Take this change back.",
    "scenario-taken": "{{id}} is in the scenario twice. Take one of them back.",
    "scenario-outside": "{{id}} would lie outside this region. Put it inside.",
    "scenario-bad-line":
      "The path {{id}} is {{metres}} m long; it must be between 1 and {{most}} m.",
    "scenario-apart":
      "No way that can be walked is within 25 m of the path {{id}}. Draw its ends to a way.",
    "scenario-not-found":
      "There is no such scenario for you: it may be private, deleted, or outside your jurisdiction.",
    "scenario-not-yours": "Only who made a scenario may change it. Save it as your own instead.",
    "scenario-stale":
      "This scenario has been changed elsewhere (revision {{revision}}). Open it again, or save yours under another name.",
    "polygon-contradicts":
      "The isochrone contradicts the buildings and is not shown. Please tell the administrator.",
    "no-candidates": "There is no candidate to choose from. Name candidates, or allow everywhere.",
    "all-forbidden": "All {{candidates}} candidates are forbidden. Allow some of them again.",
    "too-many-stations":
      "{{wanted}} new stations are wanted, but only {{candidates}} candidates are free. Ask for fewer, or add candidates.",
    "locked-above-count":
      "{{locked}} candidates must be built, more than the {{wanted}} stations wanted. Ask for more, or require fewer.",
    "capacity-no-share":
      "With floor area taken into account, ask for a number of stations or a budget: the fewest for a share are worked out without it only.",
    "capacity-not-fair":
      "With floor area taken into account, the worst covered area cannot be looked after as well. Leave out one of the two.",
    "must-serve-not-found":
      "No plan of this size ({{room}}) was found with room for everybody who must be served, and none was ruled out. Allow more stations, floor area or money.",
    "bad-siting-goal":
      "{{value}} cannot be aimed at: a count is a whole number from 1, a share is above 0 and at most 1, a budget is above 0.",
    "bad-site-cost": "Candidate {{candidate}} costs {{cost}}; an opening cost is a number above 0.",
    "budget-below-locked":
      "The locked candidates cost {{needed}}, more than the budget of {{budget}}. Raise it, or unlock some.",
    "locked-forbidden":
      "Candidate {{candidate}} is both locked and forbidden. Take one of the two back.",
    "share-unreachable":
      "The share cannot be reached: with a station at every candidate {{most}} of {{households}} households are covered. Ask for less, add candidates, or raise the limit.",
    "must-serve-unreachable":
      "{{buildings}} buildings that must be covered are reached from no candidate. Add candidates near them, or leave them out.",
    "must-serve-too-few":
      "No plan of this size ({{room}}) covers everything that must be covered; this is proven. Allow more stations or more money.",
  },
  fallback: "This was not done ({{code}}).",
  withId: "{{sentence}} (reference {{id}})",
  division: {
    "no-units": "No unit is selected.",
    "reason-missing":
      "A link is an exception: write down the reason (a bridge, a ferry, a decision).",
    "not-offered":
      "The base map has changed and no longer offers this: open the problems of the base map again and choose.",
    "unknown-unit": "The base map has no unit {{unitId}}.",
    "unknown-grid": "Grid {{gridId}} is gone.",
    locked: "A grid, compound or border is locked here: unlock it first.",
    "breaks-contiguity":
      "Grid {{gridId}} would fall into {{pieces}} pieces; a grid must be in one.",
    "empties-grid": "Grid {{gridId}} would lose its last unit.",
    "not-adjacent": "These grids do not hang together.",
    "ring-crosses-itself":
      "The lasso crosses itself where the map shows it, so its inside is unclear. Cut the knot off, or draw it again.",
    "fill-unbounded":
      "No border stops the fill: it would take the whole community. Choose a finer class of border, or limit the area.",
    "same-grid":
      "Both are in grid {{gridId}}: swapping changes nothing. Choose one in a neighbouring grid.",
    "not-in-grid": "A unit is not in the grid of the others. Assign it to a grid first, then swap.",
    "over-red-limit": "Merged they have {{households}} households, over the limit of {{limit}}.",
    "keep-share-impossible":
      "At most {{percent}} % of the households can stay in their grid, not {{wanted}} %. Ask for less, or keep the number of grids.",
    "too-few-units": "{{units}} units cannot make {{pieces}} grids.",
    "line-does-not-divide":
      "The line does not divide grid {{gridId}}: take it from one edge right through to another.",
    "too-many-pieces":
      "The line makes {{pieces}} pieces of grid {{gridId}}: choose those that become the new grid.",
    "piece-without-households":
      "One of the pieces of grid {{gridId}} would have no households: draw the line further in.",
    "line-crosses-itself": "The line crosses itself: draw it again without a loop.",
    "cut-ends-inside":
      "The line begins or ends inside unit {{unitId}}: draw it right through, from outside to outside.",
    "end-not-at-vertex":
      "The line would bend the border of the community: end it at a corner of that border.",
    "cut-too-close":
      "The line leaves unit {{unitId}} or comes too close to another line: draw it further away.",
    "cut-does-not-divide":
      "The line does not divide unit {{unitId}}: go from its outer edge to its outer edge.",
    "line-cuts-building":
      "The line goes through building {{buildingId}}: draw it round the building. To divide its households, enter it as one building per entrance.",
    "piece-too-small":
      "A piece of unit {{unitId}} would have only {{squareMetres}} m², less than 50: move the line.",
    "children-apart":
      "The pieces of {{unitId}} are in different grids or cut further: bring them into one grid first.",
    "not-a-border":
      "This is not a border between two grids: begin and end on the border that is to move.",
    "path-leaves-grids": "The path leaves the grids: keep it inside them.",
    "path-off-map": "The lines of the map under this path have changed: draw it again.",
    "last-grid": "Grid {{gridId}} is the last one and cannot be dissolved.",
    "no-neighbour": "{{count}} units have no grid beside them: paint a grid first.",
    "nothing-unassigned": "No unit is unassigned.",
    "all-locked": "Every grid is locked: nothing is left to divide.",
    "already-locked": "It is locked already.",
    "not-locked": "It is not locked.",
    "changed-since": "{{count}} places were changed since: this step can no longer be undone.",
    "wrong-state": "The plan has moved on; reload and try again.",
    unfinished: "A community is unfinished: units are unassigned.",
    "own-plan": "Whoever edited a plan cannot approve it.",
    "date-missing": "Choose the day on which it takes effect.",
    "date-passed": "The day {{effectiveOn}} has passed.",
    "in-force": "In force since {{effectiveOn}}: it cannot be withdrawn; make a new plan.",
    "not-found": "There is no such plan, or it is outside your area.",
    stale: "Somebody has just changed it; merging.",
    "not-a-draft": "The plan is no longer a draft and cannot be changed.",
    "no-base": "There are no buildings or units of this community: import them first.",
    "other-base": "The plans were made on different base maps and cannot be compared like this.",
    "unknown-change": "The step to undo was not found.",
    "already-undone": "This step was undone already.",
    "dates-overlap":
      "Another plan of this community takes effect on or after that day: withdraw it, or choose a later day.",
    "nothing-to-export": "There are no grids to export here: choose another area, day or plan.",
    "export-not-ready": "The file is not written yet: please wait.",
    "too-many-exports":
      "You have {{most}} exports waiting already: wait until one is done, or cancel one.",
    "scheme-full":
      "The grid numbers of this community are used up: choose a scheme with a longer number.",
    claimed: "{{by}} is drawing alone in this community.",
    "touched-by-others": "Somebody else has changed {{count}} of its units meanwhile.",
    "scheme-text": "The fixed part of this scheme has {{length}} capital letters or digits.",
    "code-in-use":
      "Another community has used the code {{gridCode}}: choose another prefix or scheme.",
    "in-pieces": "{{count}} grids are not in one piece: join them, or link their parts, first.",
    "nothing-to-undo": "There is nothing to undo.",
  },
  topology: {
    "duplicate-id": "The id {{id}} occurs twice: remove the double first.",
    "bad-households": "{{id}} has {{households}} households; a whole number from 0 is needed.",
  },
  geometry: {
    "no-positions": "There are no coordinates to build a base map from.",
    "bad-position": "A coordinate is not on the globe: check the coordinate system.",
    "too-far-apart": "The data lie too far apart for one base map: check the coordinates.",
  },
} as const;
