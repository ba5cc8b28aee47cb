/**
 * Los errores del servidor en español, por código. En inglés ya los dice el propio servidor; un código que falte aquí
 * se muestra con sus palabras.
 */

type Words = Readonly<Record<string, { readonly message: string; readonly remedy: string }>>;

const again = 'Vuelva a intentarlo; si se repite, consulte el registro del servidor.';

export const esErrors: Words = {
  BLOB_MISSING: { message: 'Falta el archivo original en el almacén.', remedy: 'Añada el documento otra vez.' },
  BLOB_DAMAGED: { message: 'El archivo original está dañado en el almacén.', remedy: 'Añada el documento otra vez.' },
  BLOB_NOT_WRITTEN: {
    message: 'No se ha podido guardar el archivo.',
    remedy: 'Compruebe el espacio libre del disco y vuelva a intentarlo.',
  },
  BODY_TOO_LARGE: { message: 'La petición es demasiado grande.', remedy: 'Envíe menos de una vez.' },
  CROSS_SITE_REQUEST: { message: 'La petición viene de otra página.', remedy: 'Recargue esta página y repita.' },
  DATABASE_UNAVAILABLE: { message: 'La base de datos no responde.', remedy: 'Compruebe que está en marcha.' },
  DOCUMENT_CHANGED_MEANWHILE: {
    message: 'Otra ingestión cambió este documento al mismo tiempo.',
    remedy: 'Añádalo otra vez: lo que ya está guardado no se guarda dos veces.',
  },
  DOCUMENT_DAMAGED: {
    message: 'El archivo está dañado o incompleto.',
    remedy: 'Ábralo en el programa que lo hizo, guárdelo de nuevo y añada el archivo nuevo.',
  },
  DOCUMENT_EMPTY: {
    message: 'El archivo está vacío.',
    remedy: 'Compruebe que se guardó o se subió entero y añádalo otra vez.',
  },
  DOCUMENT_ENCRYPTED: {
    message: 'El archivo está protegido con contraseña y su texto no se puede leer.',
    remedy: 'Guarde una copia sin contraseña y añada esa copia.',
  },
  DOCUMENT_HAS_NO_TEXT: {
    message: 'El documento no tiene texto; puede ser un escaneo o contener solo imágenes.',
    remedy: 'Pásele un reconocimiento de texto (OCR) o añada una versión con texto.',
  },
  DOCUMENT_NOT_FOUND: {
    message: 'No existe ese documento o esa versión, o no puede verlo.',
    remedy: 'Búsquelo en la lista de documentos.',
  },
  DOCUMENT_TOO_LARGE: {
    message: 'El documento es demasiado grande.',
    remedy: 'Divídalo en documentos más pequeños o suba el límite en la configuración.',
  },
  DOCUMENT_TYPE_UNKNOWN: {
    message: 'Ese tipo de archivo no se lee. Se leen PDF, Word, HTML, Markdown, texto y CSV.',
    remedy: 'Guárdelo como uno de esos tipos y añada ese archivo.',
  },
  FEEDBACK_EMPTY: { message: 'La valoración está vacía.', remedy: 'Elija un motivo o escriba un comentario.' },
  FEEDBACK_TOO_LONG: { message: 'La valoración es demasiado larga.', remedy: 'Escriba menos.' },
  GROUPS_MISSING: { message: 'Sin ningún grupo nadie podría verlo.', remedy: 'Elija al menos un grupo.' },
  GROUPS_TOO_MANY: {
    message: 'La clave vería documentos de grupos a los que usted no pertenece.',
    remedy: 'Elija solo grupos suyos.',
  },
  GROUP_NOT_FOUND: { message: 'No existe ese grupo en este espacio.', remedy: 'Elija uno de la lista.' },
  INTERACTION_NOT_FOUND: {
    message: 'No existe esa respuesta, o no es suya.',
    remedy: 'Haga la pregunta otra vez.',
  },
  INTERNAL: { message: 'Algo ha fallado dentro de Medida.', remedy: again },
  JOB_NOT_FOUND: { message: 'No existe ese trabajo.', remedy: 'Recargue la página.' },
  KNOWLEDGE_BASE_NOT_FOUND: {
    message: 'No existe esa base de conocimiento, o no puede verla.',
    remedy: 'Elija una de la lista o pida que le añadan a un grupo que pueda verla.',
  },
  LAST_OWNER: {
    message: 'Es el último propietario, y sin ninguno el espacio no se podría administrar.',
    remedy: 'Haga antes propietario a otra persona.',
  },
  LINK_INVALID: {
    message: 'El enlace de acceso no existe, ya se usó o ha caducado.',
    remedy: 'Pida otro a un administrador o créelo en la máquina que guarda los datos.',
  },
  MODEL_FAILED: { message: 'El servidor del modelo ha fallado.', remedy: 'Compruebe que está en marcha.' },
  MODEL_KEY_REFUSED: {
    message: 'El servidor del modelo ha rechazado la clave.',
    remedy: 'Revise la clave en la configuración.',
  },
  MODEL_NOT_CONFIGURED: {
    message: 'No hay ningún modelo de lenguaje configurado.',
    remedy: 'Configure uno o pregunte sin modelo.',
  },
  MODEL_OVERLOADED: {
    message: 'El servidor del modelo está saturado.',
    remedy: 'Espere un momento y pregunte otra vez.',
  },
  MODEL_SAID_NOTHING: { message: 'El modelo no ha dicho nada.', remedy: 'Pregunte otra vez o de otra manera.' },
  MODEL_TOO_SLOW: { message: 'El modelo ha tardado demasiado.', remedy: 'Espere un momento y pregunte otra vez.' },
  NAME_NOT_USABLE: {
    message: 'Ese nombre no se puede usar.',
    remedy: 'Use minúsculas sin acentos, cifras y guiones.',
  },
  NAME_TAKEN: { message: 'Ese nombre ya existe.', remedy: 'Elija otro.' },
  NOT_AUTHENTICATED: { message: 'No ha iniciado sesión.', remedy: 'Abra un enlace de acceso nuevo.' },
  PARSER_CRASHED: { message: 'El lector se cayó con este archivo.', remedy: 'Guárdelo de nuevo o en otro formato.' },
  PARSER_OUT_OF_MEMORY: {
    message: 'Leer este archivo pedía más memoria de la permitida.',
    remedy: 'Divídalo en documentos más pequeños.',
  },
  PARSER_TIMEOUT: {
    message: 'Leer este archivo llevaba más tiempo del permitido.',
    remedy: 'Divídalo en documentos más pequeños.',
  },
  QUESTION_EMPTY: { message: 'La pregunta está vacía.', remedy: 'Escriba qué quiere saber.' },
  QUESTION_NOT_TEXT: {
    message: 'La pregunta contiene caracteres de control.',
    remedy: 'Envíe solo texto; si pegó algo de un archivo, pegue solo las palabras.',
  },
  QUESTION_TOO_LONG: {
    message: 'La pregunta es demasiado larga.',
    remedy: 'Hágala más corta, o añada el texto largo como documento y pregunte sobre él.',
  },
  RATE_LIMITED: {
    message: 'Demasiadas peticiones en poco tiempo.',
    remedy: 'Espere un momento y vuelva a intentarlo.',
  },
  REQUEST_INVALID: { message: 'Hay algo en la petición que no es válido.', remedy: 'Revise los campos y repita.' },
  ROLE_TOO_HIGH: {
    message: 'Ese rol permite cosas que el suyo no permite.',
    remedy: 'Elija un rol menor o pídaselo a un propietario.',
  },
  SESSION_ENDED: { message: 'La sesión ha terminado.', remedy: 'Entre otra vez con un enlace nuevo.' },
  TITLE_NOT_USABLE: { message: 'Ese título no se puede usar.', remedy: 'Elija otro.' },
  UPLOAD_GONE: { message: 'Los archivos enviados ya no están.', remedy: 'Envíelos otra vez.' },
  UPLOAD_MALFORMED: { message: 'La subida llegó incompleta.', remedy: 'Envíe los archivos otra vez.' },
  UPLOAD_NOT_FOUND: {
    message: 'La subida ha caducado o se descartó.',
    remedy: 'Envíe los archivos otra vez.',
  },
  UPLOAD_TOO_LARGE: { message: 'La subida es demasiado grande.', remedy: 'Envíe menos archivos de una vez.' },
  UPLOAD_TOO_MANY_FILES: { message: 'Son demasiados archivos.', remedy: 'Envíe menos archivos de una vez.' },
};
