# Every command of the project. Needs Python 3.11 or later and make, nothing else: `make help`.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-web demo serve screenshots test lint format docs lock bench bench-proof bench-web clean

BIN   := .venv/bin
ASSETS := src/zhijian/web/static/vendor/.installed
TOOLS := tests/tools/.installed
DEMO  := demo-city-2024
JOBS  ?= 2
PORT  ?= 8000
export PYTHON

help:  ## 列出全部命令
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 \2/p' Makefile | awk '{printf "  %s %-12s %s\n", $$1, $$2, $$3}'

setup: .venv/.core $(ASSETS)  ## 安装依赖、字体、网页文件和本项目
	@echo "已就绪。试一试：make demo，或 $(BIN)/zhijian --help"

.venv/.core: requirements/core.txt requirements/setup.txt
	@scripts/set-up.sh core
	@touch $@

.venv/.web: requirements/web.txt requirements/setup.txt
	@scripts/set-up.sh web
	@touch $@ .venv/.core

.venv/.dev: requirements/dev.txt requirements/setup.txt
	@scripts/set-up.sh dev
	@touch $@ .venv/.core .venv/.web

$(ASSETS): assets/package-lock.json scripts/install_assets.py
	@scripts/set-up.sh assets

setup-web: .venv/.web $(ASSETS)  ## 安装网上填报系统
	@echo "已就绪。试一试：make serve，或 $(BIN)/zhijian-web help"

demo: setup  ## 生成示范市的年报
	@$(BIN)/zhijian demo $(DEMO) --force
	@$(BIN)/zhijian build $(DEMO)

serve: .venv/.web $(ASSETS)  ## 启动网上填报系统（示范市，http://127.0.0.1:8000；另选端口：PORT=8001）
	@DJANGO_SETTINGS_MODULE=zhijian.web.settings.demo $(BIN)/zhijian-web serve --port $(PORT)

$(TOOLS): assets/tests/package-lock.json scripts/install_assets.py
	@scripts/set-up.sh test-tools

screenshots: .venv/.dev $(ASSETS)  ## 给网上填报系统的每一页拍照（build/screenshots）
	@$(BIN)/python scripts/screenshots.py

test: lint $(TOOLS)  ## 检查代码并运行全部测试
	@$(BIN)/pytest -n $(JOBS)

lint: .venv/.dev $(ASSETS)  ## 检查代码
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

format: .venv/.dev  ## 整理代码格式
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

docs: .venv/.dev $(ASSETS)  ## 生成参考文档
	@$(BIN)/python scripts/write_reference.py

bench: .venv/.dev $(ASSETS)  ## 运行性能测量
	@$(BIN)/python -m benchmarks

bench-proof: .venv/.dev $(ASSETS)  ## 测量校对的查全率、误报和速度
	@$(BIN)/python -m benchmarks.proof

bench-web: .venv/.dev $(ASSETS)  ## 测量网上填报系统：截止夜、看板、提交、断电、备份、首次绘制（QUICK=1 只试运行）
	@$(BIN)/python -m benchmarks.web $(if $(QUICK),--quick)
	@$(BIN)/python -m benchmarks.pages $(if $(QUICK),--quick)

# Versions and hashes without addresses, so that any registry or mirror serves. UPGRADE=1 takes newer versions.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
          --no-annotate $(if $(UPGRADE),--upgrade)
lock: .venv/.dev  ## 重新锁定依赖版本
	@$(COMPILE) requirements/setup.in -o requirements/setup.txt
	@$(COMPILE) pyproject.toml requirements/build.in -o requirements/core.txt
	@$(COMPILE) pyproject.toml requirements/build.in --extra web -c requirements/core.txt -o requirements/web.txt
	@$(COMPILE) pyproject.toml requirements/build.in --extra dev -c requirements/core.txt -c requirements/web.txt -o requirements/dev.txt
	@scripts/set-up.sh lock-assets

clean:  ## 删除生成的文件（环境、字体、缓存、演示输出）
	rm -rf .venv .setup build dist $(DEMO) zhijian-data src/zhijian/fonts src/zhijian/web/static/vendor tests/web/browser/vendor tests/tools src/zhijian/document/write/html/program .pytest_cache .mypy_cache .ruff_cache .hypothesis
