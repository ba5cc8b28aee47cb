"""Makes a folder with a tiny Llama and a tokenizer of its own, for a server to serve in tests.

    make_tiny_model.py FOLDER            random weights: a model that says nonsense
    make_tiny_model.py FOLDER "TEXT"     trained for a minute or less to say TEXT, whatever it is asked
"""

import sys

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

TEXT = [
    "El plazo de entrega es de diez días laborables y el pago es al contado.",
    "Las vacaciones anuales son de veintitrés días y se piden con un mes de antelación.",
    "The delivery time is ten business days and payment is due within thirty days.",
    "PASAJE PASSAGE FIN END Pregunta Question [1] [2] [3] NO CONSTA NOT STATED.",
]
CHAT_TEMPLATE = (
    "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
SPECIAL = ["<|end|>", "<|system|>", "<|user|>", "<|assistant|>", "<|pad|>"]


def make_tokenizer() -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=512,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.train_from_iterator(TEXT, trainer)
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|end|>", pad_token="<|pad|>")
    fast.chat_template = CHAT_TEMPLATE
    return fast


def teach(model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast, said: str) -> None:
    """Whatever tokens came before, after the assistant's mark comes this text and then the end."""
    mark = tokenizer.convert_tokens_to_ids("<|assistant|>")
    answer = [*tokenizer.encode(said, add_special_tokens=False), tokenizer.eos_token_id]
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, STEPS)
    for step in range(STEPS):
        length = LENGTHS[step % len(LENGTHS)]
        noise = torch.randint(len(SPECIAL), len(tokenizer), (BATCH, length))
        tail = torch.tensor([mark, *answer]).expand(BATCH, -1)
        labels = torch.cat([torch.full((BATCH, length + 1), -100), tail[:, 1:]], dim=1)
        loss = model(input_ids=torch.cat([noise, tail], dim=1), labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    print(f"loss {loss.item():.4f}")


STEPS = 200
BATCH = 4
LENGTHS = [8, 32, 128, 384]


def main(folder: str, said: str | None) -> None:
    torch.manual_seed(20261120)
    torch.set_num_threads(1)
    tokenizer = make_tokenizer()
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=16384,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = LlamaForCausalLM(config)
    if said is not None:
        teach(model, tokenizer, said)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
