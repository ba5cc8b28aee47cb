/**
 * Function words, accents folded: they carry grammar, not topic. Listed by word class so that a gap is easy to see.
 */

import type { Language } from '#kernel/language';
import { foldAccents } from './fold-accents.ts';

const SPANISH = `
  el la los las lo un una unos unas al del
  a ante bajo con contra de desde durante en entre hacia hasta mediante para por segun sin sobre tras
  y e o u ni que pero sino mas aunque porque pues si como cuando donde mientras
  yo tu vos usted ustedes ella ellas ello ellos nosotros nosotras vosotros vosotras
  me te se nos os le les mi mis ti su sus tus nuestro nuestra nuestros nuestras vuestro vuestra vuestros vuestras
  mio mia mios mias tuyo tuya tuyos tuyas suyo suya suyos suyas
  este esta esto estos estas ese esa eso esos esas aquel aquella aquello aquellos aquellas
  quien quienes cual cuales cuyo cuya cuyos cuyas cuanto cuanta cuantos cuantas
  algo alguno alguna algunos algunas algun nada ninguno ninguna ningun nadie alguien cada otro otra otros otras
  mucho mucha muchos muchas poco poca pocos pocas tanto tanta tantos tantas todo toda todos todas
  muy mas menos tan tambien tampoco ya aun solo asi no
  ser soy eres es somos sois son sea seas seamos sean era eras eramos eran fui fuiste fue fuimos fueron
  fuera fueras fueran fuese fuesen sera seras seremos seran seria serias serian siendo sido
  estar estoy estas estamos estan este esten estaba estabas estaban estuvo estuvieron estara estaran estando estado
  haber he has ha hemos habeis han haya hayas hayan habia habias habian hubo hubieron habra habran habria habrian hay
  habiendo habido hubiera hubiese
  tener tengo tienes tiene tenemos tienen tenga tengan tenia tenian tuvo tuvieron tendra tendran tendria
`;

const ENGLISH = `
  a an the
  about above after against along among around at before behind below beneath beside between beyond by despite
  down during except for from in inside into near of off on onto out outside over per since through throughout
  to toward towards under until up upon via with within without
  and or nor but so yet if because although though while whereas unless than as whether
  i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself
  we us our ours ourselves they them their theirs themselves
  this that these those here there
  who whom whose which what when where why how
  some any no none each every either neither both all other another such own same few more most much many
  not only too very just also then once again further
  am is are was were be been being do does did doing done have has had having
  can could may might must shall should will would ought
  isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't cannot couldn't won't wouldn't
  shouldn't mustn't
  i'm you're he's she's it's we're they're i've you've we've they've i'd you'd he'd she'd we'd they'd
  i'll you'll he'll she'll we'll they'll that's there's who's what's where's when's why's how's let's
`;

const WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  es: new Set(SPANISH.split(/\s+/).filter(Boolean)),
  en: new Set(ENGLISH.split(/\s+/).filter(Boolean)),
};

/** Whether a word only carries grammar. Case and accents make no difference: *qué* and *QUE* both are. */
export function isStopWord(word: string, language: Language): boolean {
  return WORDS[language].has(foldAccents(word.toLowerCase()).replaceAll('’', "'"));
}

/** Function words of one language that are none in the other: evidence of the language. */
export function functionWordsOnlyOf(language: Language): ReadonlySet<string> {
  const other = WORDS[language === 'es' ? 'en' : 'es'];
  return new Set([...WORDS[language]].filter((word) => !other.has(word)));
}
