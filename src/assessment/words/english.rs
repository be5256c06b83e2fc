//! English words.

use super::Theme::{Disability, Drugs, Health, PoliceWork, ProtectedAttribute, Therapy};
use super::Themes;

/// Words and phrases by theme.
pub(super) const THEMES: Themes = &[
    (
        Health,
        "health*, ill, illness*, sick*, disease*, diagnos*, symptom*, medic*, doctor*, hospital*, clinic*, \
         surgery, pain, pains, painful, injur*, headache*, sleepless*, insomnia, fatigue*, depress*, anxi*, \
         panic, mental*, disorder*, trauma*, suicid*, pregnan*, allerg*, asthma, diabet*, cancer*, seizure*, \
         dizzy, fever*, vomit*, nause*, medication*, hiv, epilep*, migraine*, ptsd, bipolar, schizo*",
    ),
    (
        Therapy,
        "therap*, psychiatr*, psycholog*, counseling, counselling, counselor*, counsellor*, rehab*",
    ),
    (
        Drugs,
        "drug*, alcohol*, drink*, drank, drunk*, beer*, wine*, liquor, cannabis, marijuana, cocaine, heroin, \
         opioid*, opiate*, prescription*, pill, pills, addict*, smok*, tobacco, vape*, vaping, hangover*, \
         sober*, opium, meth, weed, high on, stoned, whiskey, vodka, rum, booze",
    ),
    (
        Disability,
        "disab*, handicap*, impair*, wheelchair*, deaf*, blind*, autis*, adhd, dyslex*, stutter*, crippl*, \
         paraly*, amput*, down syndrome, hearing aid*",
    ),
    (
        ProtectedAttribute,
        "race, races, racial*, ethnic*, skin, religio*, church*, mosque*, synagogue*, temple*, god, pray*, \
         faith*, gender*, sex, sexes, sexual*, man, men, woman, women, male*, female*, gay, lesbian*, \
         homosexual*, transgender*, age, aged, ages, elderly, nationality, citizenship, immigra*, foreign*, \
         ancestry, genetic*, marital, married, husband*, wife, wives, veteran*, black people, white people, \
         latino*, latina*, hispanic*, asian*, african american*, muslim*, christian*, jewish, jew, jews, \
         catholic*, islam*, national origin, accent, citizen of, years old, boyfriend*, girlfriend*, childless, \
         my children, my kids, union member*",
    ),
    (
        PoliceWork,
        "perpetrator*, perp, perps, suspect*, dispatch, dispatched, dispatcher*, patrol*, warrant, warrants, \
         miranda, taser*, tased, squad*, probable cause, reasonable suspicion, handcuff*, cuffs, cuffed, baton, \
         batons, holster*, sidearm*, firearm*, use of force, deadly force, chain of custody, custody, arrest*, \
         misdemeanor*, felony, felonies, felon, felons, precinct*, sergeant*, lieutenant*, deputy, deputies, \
         detective*, cruiser*, traffic stop*, sobriety, pat down, patted down, frisk*, bodycam*, body cam*, \
         badge number*, internal affairs, interrogat*, swat, k9, k 9, officer safety, cop, cops, beat cop, \
         penal code, jurisdiction*, rap sheet, subdue*, takedown, pepper spray, radio code*",
    ),
];
