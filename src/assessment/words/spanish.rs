//! Spanish words.

use super::Theme::{Disability, Drugs, Health, PoliceWork, ProtectedAttribute, Therapy};
use super::Themes;

/// Words and phrases by theme.
pub(super) const THEMES: Themes = &[
    (
        Health,
        "salud, saludable*, enferm*, enfermedad*, síntoma*, sintoma*, médic*, medicin*, medicament*, doctor, \
         doctora, doctores, hospital*, clínica*, clinica*, cirugía*, operaron, dolor, dolores, duele*, lesión, \
         lesion*, herida*, insomnio, fatiga*, cansancio, depre*, deprim*, ansiedad, ansios*, pánico, mental*, \
         trastorno*, trauma*, suicid*, embaraz*, alergi*, alérgic*, asma, diabet*, diabét*, cáncer, epilep*, \
         convulsi*, migraña*, mareo*, fiebre, náusea*, vih, sida, presión arterial, diagnóstic*, diagnostic*, \
         lactancia",
    ),
    (
        Therapy,
        "terap*, psiquiatr*, psiquiátr*, psicólog*, psicolog*, consejería, rehabilit*, orientador*, \
         en tratamiento, tratamiento médico",
    ),
    (
        Drugs,
        "droga*, drogad*, alcohol*, bebo, bebe, bebes, beber, bebid*, bebiendo, toma alcohol, borrach*, \
         embriag*, ebri*, cerveza*, vinos, copa de vino, licor*, tequila, mezcal, ron, cigarr*, fuma*, fumo, \
         tabac*, vape*, marihuana, mariguana, cannabis, cocaína, heroína, opio, opiáce*, opioide*, \
         metanfetamina*, pastilla*, píldora*, receta médica, adict*, adicc*, sobrio, sobria, resaca",
    ),
    (
        Disability,
        "discapac*, incapacidad*, minusvál*, minusval*, inválid*, silla de ruedas, sord*, cieg*, autis*, \
         dislexia, disléxic*, tartamud*, cojo, coja, paralí*, parális*, amput*, síndrome de down, audífono*",
    ),
    (
        ProtectedAttribute,
        "raza, razas, racial*, racis*, étnic*, etnia*, piel, negro, negra, negros, negras, moreno, morena, \
         indígena*, latino, latina, latinos, latinas, hispan*, asiátic*, afroamerican*, religi*, iglesia*, \
         mezquita*, sinagoga*, dios, rezo, reza, rezar, rezan, cristian*, católic*, judí*, musulm*, islam*, \
         género, géneros, sexo, sexos, sexual*, sexualidad, mujer, mujeres, hombre, hombres, varón, varones, \
         gay, lesbiana*, homosexual*, transgénero, transexual*, edad, edades, ancian*, viejo, vieja, viejos, \
         viejas, mayor de edad, años de edad, nacionalidad*, ciudadanía, inmigra*, migrante*, extranjer*, \
         acento, país de origen, ascendencia, genétic*, casad*, solter*, divorci*, viud*, esposo, esposa, \
         esposos, marido*, matrimoni*, novio, novia, veteran*, sindicat*, mis hijos, hijos",
    ),
    (
        PoliceWork,
        "perpetrador*, sospechos*, patrull*, orden de arresto, orden de cateo, orden de registro, \
         orden judicial, causa probable, sospecha razonable, miranda, taser*, táser*, pistola eléctrica, \
         esposas, esposad*, esposarl*, macana*, porra, porras, cachiporra*, funda de pistola, arma de fuego, \
         armas de fuego, uso de fuerza, uso de la fuerza, fuerza letal, cadena de custodia, custodia, arrest*, \
         detenido, detenida, detenidos, detenidas, delito menor, delito grave, delitos graves, comisaría*, \
         sargento*, teniente*, detective*, alguacil*, escuadr*, despachador*, central de radio, \
         parada de tráfico, alcoholímetro, cacheo*, cachear*, cachearl*, cateo, catear, número de placa, \
         asuntos internos, interrogatori*, interrogar*, código penal, jurisdicci*, gas pimienta, sometimiento, \
         reducir al sujeto",
    ),
];
