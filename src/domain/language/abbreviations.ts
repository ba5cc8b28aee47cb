/** Abbreviations that end in a point without ending a sentence. Lower case, without the last point. */

/** Something always follows: a name, a number, a list. */
export const NEVER_LAST: ReadonlySet<string> = new Set(
  `sr sra srta sres sras d da dna don dr dra dres prof profa lic ing arq abg gral cap tte cnel sto sta fr
  art arts apdo ap aps cap caps párr parr núm num nº no pág pag págs pags p pp fig figs tab cfr cf vid véase
  vol vols ed eds trad coord coords ej p.ej vgr v.gr i.e e.g eg ie viz vs aprox circa
  mr mrs ms messrs mx st gen col lt sgt capt rev hon gov sen rep pres sec ch chap eq eqs ref refs para paras
  avda av c/ pza pl ctra tel tlf fax ext dept dpto depto`.split(/\s+/),
);

/** May end a sentence: decided by what follows. */
export const MAYBE_LAST: ReadonlySet<string> = new Set(
  `etc inc ltd corp co llc bros plc s.a s.l s.l.u s.a.u s.c cía cia ee.uu u.s u.k u.s.a d.c a.m p.m jr sr ph.d
  a.c d.c n.º b.a m.a ene feb mar abr may jun jul ago sep sept oct nov dic jan apr aug dec uds ud vd vds`.split(/\s+/),
);
