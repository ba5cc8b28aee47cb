/** The two first languages of the product, equals everywhere. */
export type Language = 'es' | 'en';
